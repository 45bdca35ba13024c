import Contracts

/// A contract whose words the test knows, which edits itself and says each edit as an instruction.
struct AmendmentModel {
    struct Section {
        var number: Int
        var heading: String
        var paragraphs: [String]
    }

    private(set) var articles: [[Section]] = []
    /// The instructions that were made, those that belong together in one group.
    private(set) var groups: [[String]] = []
    private var word = 0

    init(_ random: inout Seeded) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            var sections: [Section] = []
            for number in 1...Int.random(in: 1...5, using: &random) {
                let count = Int.random(in: 1...3, using: &random)
                let paragraphs = (0..<count).map { _ in sentences(&random) + " It goes to the Agent." }
                sections.append(Section(number: number, heading: "Heading \(word)", paragraphs: paragraphs))
            }
            articles.append(sections)
        }
    }

    /// Sentences whose words stand nowhere else, some with marks that mean something in a text's format.
    private mutating func sentences(_ random: inout Seeded) -> String {
        var all: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            var words = ["The"]
            for _ in 0..<Int.random(in: 3...7, using: &random) {
                word += 1
                let forms = [
                    "w\(word)", "thirty-\(word) (\(word))", "$\(word).50", "R&D\(word)", "*x\(word)",
                    "teachers\(word)’", "a_\(word)",
                ]
                words.append(forms[Int.random(in: 0..<forms.count, using: &random)])
            }
            all.append(words.joined(separator: " ") + ".")
        }
        return all.joined(separator: " ")
    }

    static func escaped(_ text: String) -> String {
        text.replacing("*", with: "\\*").replacing("&", with: "\\&").replacing("_", with: "\\_")
    }

    var markdown: String {
        var text = "# Contract\n"
        for (index, sections) in articles.enumerated() {
            text += "\n## Article \(index + 1) — Name\n"
            for section in sections {
                text += "\n### \(index + 1).\(section.number) \(section.heading)\n"
                for paragraph in section.paragraphs { text += "\n\(Self.escaped(paragraph))\n" }
            }
        }
        return text
    }

    /// Makes random edits and notes them as instructions, in any order.
    mutating func edit(_ random: inout Seeded) {
        let changesAgents = Int.random(in: 0..<4, using: &random) == 0
        for index in articles.indices {
            if Bool.random(using: &random) {
                rebuild(index, &random)
            } else {
                for section in articles[index].indices { editWords(index, section, changesAgents, &random) }
            }
        }
        if changesAgents {
            groups.append([
                "Change all references to \"the Agent\" to \"the Receiver\" throughout the Agreement."
            ])
            for article in articles.indices {
                for section in articles[article].indices {
                    for place in articles[article][section].paragraphs.indices {
                        articles[article][section].paragraphs[place].replace(
                            "the Agent",
                            with: "the Receiver"
                        )
                    }
                }
            }
        }
        groups.shuffle(using: &random)
    }

    private mutating func editWords(_ article: Int, _ index: Int, _ isWhole: Bool, _ random: inout Seeded) {
        var section = articles[article][index]
        let name = "Section \(article + 1).\(section.number)"
        let place = Int.random(in: 0..<section.paragraphs.count, using: &random)
        let words = section.paragraphs[place].split(separator: " ").map(String.init)
        // The last words, which stand everywhere, stay.
        var start = Int.random(in: 1..<words.count - 6, using: &random)
        if words[start] == "The" { start += 1 }
        switch Int.random(in: 0..<(isWhole ? 3 : 8), using: &random) {
        case 0:
            section.paragraphs = [sentences(&random), sentences(&random)]
            let text = section.paragraphs.joined(separator: "\n\n")
            groups.append(["\(name) shall be amended to read as follows:\n\n\"\(text)\""])
        case 1:
            section.paragraphs.append(sentences(&random))
            groups.append([
                "\(name) is amended by adding at the end the following paragraph: “\(section.paragraphs.last ?? "")”"
            ])
        case 3, 4:
            let end = Int.random(in: start + 1...words.count - 6, using: &random)
            let new = "new\(word) words"
            section.paragraphs[place] = (words[..<start] + [new] + words[end...]).joined(separator: " ")
            let old = words[start..<end].joined(separator: " ")
            let verbs = [
                ("striking", "and inserting"), ("deleting the words", "and replacing it with"),
                ("replacing", "with"),
            ]
            let (verb, other) = verbs[Int.random(in: 0..<verbs.count, using: &random)]
            groups.append(["\(name) is amended by \(verb) \"\(old)\" \(other) \"\(new)\"."])
        case 5:
            section.paragraphs[place] = (words[...start] + ["more words"] + words[(start + 1)...]).joined(
                separator: " "
            )
            groups.append(["In \(name), insert \"more words\" after \"\(words[start])\"."])
        case 6:
            section.paragraphs[place] = (words[..<start] + words[(start + 1)...]).joined(separator: " ")
            groups.append(["\(name) is amended by striking \"\(words[start])\"."])
        case 7:
            section.heading = "Title \(word)"
            groups.append(["The heading of \(name) is amended to read \"\(section.heading)\"."])
        default: break
        }
        articles[article][index] = section
    }

    /// Deletes and inserts sections, with or without other numbers for those behind.
    private mutating func rebuild(_ article: Int, _ random: inout Seeded) {
        let renumbers = Bool.random(using: &random)
        var sections: [(section: Section, after: Int?)] = []
        var group: [String] = []
        for section in articles[article] {
            if Int.random(in: 0..<4, using: &random) == 0 {
                group.append("Delete Section \(article + 1).\(section.number).")
            } else {
                sections.append((section, nil))
            }
            if renumbers, Int.random(in: 0..<4, using: &random) == 0 {
                let new = Section(number: 0, heading: "Inserted \(word)", paragraphs: [sentences(&random)])
                sections.append((new, section.number))
            }
        }
        if renumbers {
            for index in sections.indices {
                sections[index].section.number = index + 1
                guard let after = sections[index].after else { continue }
                let new = sections[index].section
                let number = "\(article + 1).\(new.number)"
                group.append(
                    "Insert a new Section \(number) after Section \(article + 1).\(after) to read as follows:\n\n"
                        + "> ### \(number) \(new.heading)\n>\n> \(Self.escaped(new.paragraphs[0]))"
                )
            }
            if !group.isEmpty {
                group.append("Renumber the remaining sections of Article \(article + 1) accordingly.")
            }
        }
        articles[article] = sections.map(\.section)
        if !group.isEmpty { groups.append(group) }
    }
}
