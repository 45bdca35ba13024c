import CivilTime
import Foundation
public import Law

extension Library {
    /// What is embedded, with the packs, calendars and counting rules of a site beside it.
    ///
    /// The folder holds `packs/NAME.yaml`, each named for its pack, `calendars/*.yaml` and `counting/*.yaml`. Nothing in
    /// it takes the place of what is built in, and every pack must pass its check.
    ///
    /// - Parameter folder: the folder's path.
    /// - Throws: `PackError` for the first file that cannot be used, with its path and the line.
    public init(site folder: String) throws(PackError) {
        let site = try Self.texts(in: folder)
        try self.init(
            files: Embedded.files.merging(site.mapValues(\.text)) { own, _ in own },
            site: Set(site.keys)
        )
        for (path, file) in site.sorted(by: { $0.key < $1.key }) {
            try requireOwnName(of: path, from: file.source)
        }
        for (path, file) in site.sorted(by: { $0.key < $1.key }) where path.hasPrefix("packs/") {
            try requireSound(path, from: file.source)
        }
    }

    /// Whether a pack comes from the site's folder.
    public func isOfSite(_ pack: RulePack) -> Bool { site.contains("packs/\(pack.id).yaml") }

    private static func texts(in folder: String) throws(PackError) -> [String: (source: String, text: String)]
    {
        guard let names = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) else {
            throw PackError(.unusable, "The folder cannot be read.", file: folder)
        }
        var texts: [String: (source: String, text: String)] = [:]
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let source = "\(folder)/\(name)"
            let parts = name.split(separator: "/")
            guard parts.count == 2, ["packs", "calendars", "counting"].contains(parts[0]) else {
                throw PackError(
                    .unusable,
                    "The file is in none of the folders packs, calendars and counting.",
                    file: source
                )
            }
            guard let bytes = FileManager.default.contents(atPath: source), bytes.count <= 1 << 18,
                let text = String(validating: bytes, as: UTF8.self)
            else {
                throw PackError(.malformed, "The file is no UTF-8 text of at most 256 KiB.", file: source)
            }
            guard Embedded.files[name] == nil else {
                throw PackError(.unusable, "'\(name)' is built in; choose another name.", file: source)
            }
            // What has faults is named by where it stands, not by its place in the library.
            _ = try read(text, as: String(parts[0]), from: source)
            texts[name] = (source, text)
        }
        return texts
    }

    private static func read(_ text: String, as kind: String, from source: String) throws(PackError) -> Int {
        switch kind {
        case "packs": return try Library(files: ["packs/x.yaml": text], named: source).packs.count
        case "calendars": return try reading(calendar: text, source)
        default: return try Library(files: ["counting/x.yaml": text], named: source).rules.count
        }
    }

    private func requireOwnName(of path: String, from source: String) throws(PackError) {
        let text = files[path] ?? ""
        if path.hasPrefix("packs/") {
            let pack = try read(packText: text, name: source)
            guard path == "packs/\(pack.id).yaml" else {
                throw PackError(
                    .unusable,
                    packs.count { $0.id == pack.id } > 1
                        ? "A pack with the id '\(pack.id)' is there already; choose another."
                        : "The pack's id is '\(pack.id)': name the file \(pack.id).yaml.",
                    file: source
                )
            }
        }
        let calendarNames = Dictionary(grouping: calendars, by: \.id).filter { $1.count > 1 }.keys
        let ruleNames = Dictionary(grouping: rules, by: \.id).filter { $1.count > 1 }.keys
        if path.hasPrefix("calendars/"), let name = calendarNames.min(), text.contains(name) {
            throw PackError(
                .unusable,
                "A calendar '\(name)' is there already; choose another id.",
                file: source
            )
        }
        if path.hasPrefix("counting/"), let name = ruleNames.min(), text.contains(name) {
            throw PackError(
                .unusable,
                "A counting rule '\(name)' is there already; choose another name.",
                file: source
            )
        }
    }

    private func requireSound(_ path: String, from source: String) throws(PackError) {
        let pack = try read(packText: files[path] ?? "", name: source)
        let check = try check(pack, everyDays: 28)
        guard let finding = check.findings.first(where: { $0.severity == .error }) else { return }
        let place = finding.step.map { "The step '\($0)': " } ?? ""
        throw PackError(
            .unusable,
            place + finding.message,
            file: source,
            line: finding.step.flatMap { Self.line(of: $0, in: files[path] ?? "") }
        )
    }

    /// The line on which a step is named.
    private static func line(of step: String, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "- name: \(step)" }.map {
            $0 + 1
        }
    }
}
