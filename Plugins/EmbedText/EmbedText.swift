import Foundation
import PackagePlugin

/// Embeds text files of the package as string literals, so that a built program needs no files beside it.
@main
struct EmbedText: BuildToolPlugin {
    /// Which folders are embedded into which target: the root that the keys are relative to, and what is taken of it.
    static let folders: [String: (root: String, parts: [String])] = [
        "Packs": ("Sources/Packs", ["packs", "calendars", "counting"]),
        "Store": ("sql", ["administration", "migrations", "queries"]),
        "Web": ("docs", ["openapi.json"]),
    ]

    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        guard let (root, parts) = Self.folders[target.name] else {
            Diagnostics.error(
                "EmbedText knows no folder for the target \(target.name); list it in the plugin."
            )
            return []
        }
        let rootURL = context.package.directoryURL.appending(path: root)
        let files = try parts.flatMap { try texts(under: rootURL.appending(path: $0)) }
        let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) texts of \(root)",
                executable: try context.tool(named: "EmbedTextTool").url,
                arguments: [output.path, rootURL.path] + files.map(\.path),
                inputFiles: files,
                outputFiles: [output]
            )
        ]
    }

    private func texts(under folder: URL) throws -> [URL] {
        let manager = FileManager.default
        if folder.pathExtension == "json" { return [folder] }
        return try manager.subpathsOfDirectory(atPath: folder.path)
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .map { folder.appending(path: $0) }
            .filter { !$0.hasDirectoryPath && ["yaml", "sql"].contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }
}
