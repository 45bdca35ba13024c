extension StatePicture {
    /// The picture as SVG: black on white, with system fonts, so that it prints as it is seen.
    public var svg: String {
        let layout = layout
        // The title is about 9 points a letter.
        let width = max(layout.width, 48 + 9 * Double(title.count), 420)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(width)) "
                + "\(Self.number(layout.height))\" width=\"\(Self.number(width))\" "
                + "height=\"\(Self.number(layout.height))\" role=\"img\" "
                + "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">",
            "<title>\(Self.escaped(title))</title>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
            "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
                + "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>",
            "<text x=\"24\" y=\"26\" font-size=\"16\" font-weight=\"bold\">\(Self.escaped(title))</text>",
            "<text x=\"24\" y=\"44\" fill=\"#444\">\(Self.escaped(subtitle))</text>",
        ]
        for path in layout.paths { lines.append(line(path, layout)) }
        for box in boxes.indices { lines += drawn(box, layout) }
        for path in layout.paths where !path.label.isEmpty { lines.append(label(path, layout)) }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    private func drawn(_ box: Int, _ layout: Layout) -> [String] {
        let x = layout.nodes[box].x
        let y = layout.tops[layers[box]]
        let radius = box == 0 ? 14 : 3
        var lines = [
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(Layout.boxWidth))\" "
                + "height=\"\(Self.number(height(box)))\" rx=\"\(radius)\" fill=\"#fff\" stroke=\"#000\" "
                + "stroke-width=\"\(boxes[box].isFinal ? 2.5 : 1)\"/>"
        ]
        var baseline = y + Layout.padding + 11
        for (place, text) in (boxes[box].heading + boxes[box].lines).enumerated() {
            let isHeading = place < boxes[box].heading.count
            lines.append(
                "<text x=\"\(Self.number(x + Layout.padding))\" y=\"\(Self.number(baseline))\""
                    + (isHeading ? " font-weight=\"bold\"" : " font-size=\"11\"")
                    + ">\(Self.escaped(text))</text>"
            )
            baseline += Layout.lineHeight
        }
        return lines
    }

    /// The points of a way: where it leaves its box, where it passes each layer, where it arrives.
    private func points(_ path: Layout.Path, _ layout: Layout) -> [(x: Double, y: Double)] {
        guard let from = path.nodes.first, let to = path.nodes.last else { return [] }
        var points = [
            (x: port(from, toward: path.nodes[1], layout.nodes[from].below, layout), y: bottom(from, layout))
        ]
        for node in path.nodes.dropFirst().dropLast() {
            let x = layout.nodes[node].x + Layout.laneWidth / 2
            let top = layout.tops[layout.nodes[node].layer]
            points += [(x, top), (x, top + layout.heights[layout.nodes[node].layer])]
        }
        let before = path.nodes[path.nodes.count - 2]
        points.append((port(to, toward: before, layout.nodes[to].above, layout), layout.tops[layers[to]]))
        return points
    }

    private func bottom(_ node: Int, _ layout: Layout) -> Double {
        layout.tops[layout.nodes[node].layer] + height(node)
    }

    /// Where on a box's edge the way to a neighbour begins: the neighbours' order from left to right is kept.
    private func port(_ node: Int, toward neighbour: Int, _ neighbours: [Int], _ layout: Layout) -> Double {
        let sorted = neighbours.sorted { layout.nodes[$0].x < layout.nodes[$1].x }
        let place = Double(sorted.firstIndex(of: neighbour) ?? 0)
        return layout.nodes[node].x + Layout.boxWidth * (place + 1) / Double(sorted.count + 1)
    }

    private func line(_ path: Layout.Path, _ layout: Layout) -> String {
        let points = points(path, layout)
        guard let first = points.first else { return "" }
        var steps = "M\(Self.number(first.x)) \(Self.number(first.y))"
        for (upper, lower) in zip(points, points.dropFirst()) {
            let middle = (upper.y + lower.y) / 2
            steps +=
                " C\(Self.number(upper.x)) \(Self.number(middle)) \(Self.number(lower.x)) \(Self.number(middle)) "
            steps += "\(Self.number(lower.x)) \(Self.number(lower.y))"
        }
        let dashes = path.isLapse ? " stroke-dasharray=\"5 3\"" : ""
        return "<path d=\"\(steps)\" fill=\"none\" stroke=\"#000\"\(dashes) marker-end=\"url(#tip)\"/>"
    }

    private func label(_ path: Layout.Path, _ layout: Layout) -> String {
        let points = points(path, layout)
        let last = points[points.count - 1]
        // Above the arrow's tip, where ways have parted; the readings that a way is tied to are told by the text.
        let outcomes = path.label.split(separator: ",").map { part in
            part.split(separator: "(")[0].split(separator: " ").joined(separator: " ")
        }
        let distinct = outcomes.enumerated().filter { !outcomes[..<$0].contains($1) }.map(\.element)
        let words = [distinct.joined(separator: ", ")]
        let x = last.x
        let rank =
            layout.paths.filter { $0.nodes.last == path.nodes.last }.firstIndex { $0.nodes == path.nodes }
            ?? 0
        var y = last.y - 11 - Double(rank % 3) * 12
        return words.map { line in
            defer { y += 11 }
            let place =
                "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"middle\" font-size=\"10\""
            // White below, for the lines that pass; as a text of its own, which every program draws alike.
            return "<text \(place) stroke=\"#fff\" stroke-width=\"4\">\(Self.escaped(line))</text>"
                + "<text \(place)>\(Self.escaped(line))</text>"
        }
        .joined(separator: "\n")
    }

    /// A number with at most one digit after the point.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }
        .joined()
    }
}
