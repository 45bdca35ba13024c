public import Contracts

/// Pages as PDF: tagged, with bookmarks, by WeasyPrint.
public enum PDFPage {
    /// A page of HTML that needs nothing beside it, as PDF.
    ///
    /// - Parameter html: the page.
    /// - Returns: the bytes of the PDF.
    /// - Throws: `toolMissing`, `toolFailed` or `tooLarge`.
    public static func bytes(of html: String) throws(ConversionError) -> [UInt8] {
        try Tool.pdfOfPage.run(
            on: Array(html.utf8),
            called: "page.html",
            output: "page.pdf",
            limits: .init(seconds: 300),
            ["--quiet", "--pdf-variant", "pdf/ua-1", "--encoding", "utf-8", "{in}", "{out}"]
        )
    }

    /// A redline as PDF, given only after its words and their marks were read back out of the PDF.
    ///
    /// - Parameter diff: what is compared.
    /// - Returns: the bytes of the PDF.
    /// - Throws: `toolMissing`, `toolFailed` or `tooLarge`; `refused` where the PDF does not lead back to both texts.
    public static func redline(_ diff: ContractDiff) throws(ConversionError) -> [UInt8] {
        try proven({ () throws(ContractError) in try diff.html() }, diff.verify(markedText:))
    }

    /// A three-way comparison as PDF, given only after its words and their marks were read back out of the PDF.
    ///
    /// - Parameter diff: what is compared.
    /// - Returns: the bytes of the PDF.
    /// - Throws: `toolMissing`, `toolFailed` or `tooLarge`; `refused` where the PDF does not lead back to every text.
    public static func redline(_ diff: ThreeWayDiff) throws(ConversionError) -> [UInt8] {
        try proven({ () throws(ContractError) in try diff.html() }, diff.verify(markedText:))
    }

    private static func proven(
        _ page: () throws(ContractError) -> String,
        _ verify: (String) throws(ContractError) -> Void
    ) throws(ConversionError) -> [UInt8] {
        do {
            let pdf = try bytes(of: try page())
            try verify(try markedText(of: pdf))
            return pdf
        } catch let error as ConversionError {
            throw error
        } catch {
            throw ConversionError(.refused, "\(error)")
        }
    }

    /// The text of a PDF with the colour of each piece, as XML.
    private static func markedText(of pdf: [UInt8]) throws(ConversionError) -> String {
        let xml = try Tool.markedTextOfPDF.run(
            on: pdf,
            called: "page.pdf",
            limits: .init(seconds: 300),
            ["-xml", "-stdout", "-i", "-enc", "UTF-8", "{in}"]
        )
        return String(decoding: xml, as: UTF8.self)
    }
}
