extension StatePicture {
    /// Where things stand in the picture, in points.
    struct Layout {
        static let boxWidth = 260.0
        static let lineHeight = 15.0
        static let padding = 8.0
        static let layerGap = 66.0
        static let gap = 26.0
        static let laneWidth = 20.0

        /// A box, or where a way passes a layer between.
        struct Node {
            let box: Int?
            let layer: Int
            var x: Double
            var above: [Int] = []
            var below: [Int] = []

            var width: Double { box == nil ? Layout.laneWidth : Layout.boxWidth }
        }

        /// A way from box to box, through the nodes between.
        struct Path {
            let label: String
            let isLapse: Bool
            let nodes: [Int]
        }

        var nodes: [Node] = []
        var paths: [Path] = []
        var rows: [[Int]] = []
        var tops: [Double] = []
        var heights: [Double] = []
        var width = 0.0
        var height = 0.0
    }

    /// The boxes in rows, so ordered that few ways cross, and moved toward what they are tied to.
    var layout: Layout {
        var layout = Layout()
        layout.nodes = boxes.indices.map { Layout.Node(box: $0, layer: layers[$0], x: 0) }
        for place in boxes.indices {
            for way in boxes[place].ways { layout.add(way, to: place, layers) }
        }
        layout.rows = (0...(layers.max() ?? 0)).map { row in
            layout.nodes.indices.filter { layout.nodes[$0].layer == row }
        }
        layout.heights = layout.rows.map { row in
            row.map { node in layout.nodes[node].box.map(height) ?? 0 }.max() ?? 0
        }
        var top = 62.0
        for height in layout.heights {
            layout.tops.append(top)
            top += height + Layout.layerGap
        }
        layout.order()
        layout.spread()
        layout.height = top - Layout.layerGap + 24
        return layout
    }

    /// A box's height.
    func height(_ box: Int) -> Double {
        Double(boxes[box].heading.count + boxes[box].lines.count) * Layout.lineHeight + 2 * Layout.padding
    }
}

extension StatePicture.Layout {
    fileprivate mutating func add(
        _ way: (from: Int, label: String, isLapse: Bool),
        to place: Int,
        _ layers: [Int]
    ) {
        var path = [way.from]
        for layer in stride(from: layers[way.from] + 1, to: layers[place], by: 1) {
            nodes.append(Node(box: nil, layer: layer, x: 0))
            path.append(nodes.count - 1)
        }
        path.append(place)
        for (upper, lower) in zip(path, path.dropFirst()) {
            nodes[upper].below.append(lower)
            nodes[lower].above.append(upper)
        }
        paths.append(Path(label: way.label, isLapse: way.isLapse, nodes: path))
    }

    /// Orders each row by the middle of what its nodes are tied to, from above and from below in turn.
    fileprivate mutating func order() {
        for sweep in 0..<12 {
            let isDown = sweep % 2 == 0
            for row in isDown ? Array(rows.indices) : rows.indices.reversed() {
                let places = places()
                let keyed = rows[row].enumerated().map { place, node in
                    let tied = isDown ? nodes[node].above : nodes[node].below
                    let middle =
                        tied.isEmpty
                        ? Double(place) : tied.map { Double(places[$0]) }.reduce(0, +) / Double(tied.count)
                    return (node: node, key: (middle, place))
                }
                rows[row] = keyed.sorted { $0.key < $1.key }.map(\.node)
            }
        }
    }

    private func places() -> [Int] {
        var places = Array(repeating: 0, count: nodes.count)
        for row in rows { for (place, node) in row.enumerated() { places[node] = place } }
        return places
    }

    /// Gives every node its place from left to right: as near to what it is tied to as its neighbours let it.
    fileprivate mutating func spread() {
        for row in rows {
            var x = 0.0
            for node in row {
                nodes[node].x = x
                x += nodes[node].width + Self.gap
            }
        }
        for _ in 0..<400 {
            for row in rows { settle(row) }
        }
        let left = nodes.map(\.x).min() ?? 0
        for node in nodes.indices { nodes[node].x += 24 - left }
        width = (nodes.map { $0.x + $0.width }.max() ?? 0) + 24
    }

    private mutating func settle(_ row: [Int]) {
        // What would overlap stands side by side around the middle of where it would be, so that nothing drifts.
        var groups: [(sum: Double, weight: Double, count: Int)] = []
        var offsets: [Double] = []
        var offset = 0.0
        for node in row {
            offsets.append(offset)
            // Weighed by what it is tied to, so that no row holds the others aslant.
            let weight = Double(max(nodes[node].above.count + nodes[node].below.count, 1))
            groups.append((weight * (wanted(node) - offset), weight, 1))
            offset += nodes[node].width + Self.gap
            while let last = groups.last, let before = groups.dropLast().last,
                before.sum / before.weight > last.sum / last.weight
            {
                groups.removeLast(2)
                groups.append((before.sum + last.sum, before.weight + last.weight, before.count + last.count))
            }
        }
        var place = 0
        for group in groups {
            for _ in 0..<group.count {
                nodes[row[place]].x = group.sum / group.weight + offsets[place]
                place += 1
            }
        }
    }

    /// Where a node would be by what it is tied to alone.
    private func wanted(_ node: Int) -> Double {
        let tied = nodes[node].above + nodes[node].below
        guard !tied.isEmpty else { return nodes[node].x }
        let middle = tied.map { nodes[$0].x + nodes[$0].width / 2 }.reduce(0, +) / Double(tied.count)
        return middle - nodes[node].width / 2
    }
}
