extension StatePicture {
    /// The same as text: each step with what leads to it, from the trigger down.
    public var text: String {
        var lines = [title, subtitle, ""]
        let order = boxes.indices.sorted { (layers[$0], $0) < (layers[$1], $1) }
        for box in order {
            let mark = boxes[box].isFinal ? "■ " : "□ "
            lines.append(
                box == 0
                    ? "● " + boxes[box].heading.joined(separator: " ")
                    : mark + boxes[box].heading.joined(separator: " ")
            )
            lines += boxes[box].lines.map { "    \($0)" }
            for way in boxes[box].ways {
                let from =
                    boxes[way.from].lines.first?.split(separator: " ").first.map(String.init)
                    ?? boxes[0].heading[0]
                lines.append("    ↑ from \(from)" + (way.label.isEmpty ? "" : ": \(way.label)"))
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}
