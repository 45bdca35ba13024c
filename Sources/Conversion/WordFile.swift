public import Contracts

/// A Word document as one file.
public enum WordFile {
    /// Packs the parts; the same parts are always the same bytes.
    ///
    /// - Parameter parts: the parts.
    /// - Returns: the bytes of a `.docx` file.
    /// - Throws: `tooLarge` where a part is larger than such a file can hold.
    public static func bytes(of parts: [WordPart]) throws(ConversionError) -> [UInt8] {
        try ZipWriter.bytes(of: parts.map { ($0.name, Array($0.text.utf8)) })
    }
}
