extension StrictJSON {
    mutating func string() throws(Fault) -> String {
        offset += 1
        var scalars = String.UnicodeScalarView()
        while true {
            let start = offset
            guard let byte = next else { throw fault("The JSON ends inside a text.") }
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(scalars)
            case UInt8(ascii: "\\"): scalars.append(try allowed(escaped(), at: start))
            case 0x00..<0x20: throw fault("A control character stands in a text as it is; escape it.")
            case 0x20..<0x80:
                offset += 1
                scalars.append(Unicode.Scalar(byte))
            default: scalars.append(try allowed(multibyte(), at: start))
            }
        }
    }

    private func allowed(_ scalar: Unicode.Scalar, at start: Int) throws(Fault) -> Unicode.Scalar {
        let value = scalar.value
        guard value != 0, value & 0xFFFE != 0xFFFE, !(0xFDD0...0xFDEF).contains(value) else {
            let digits = String(value, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            throw fault("U+\(code) is no character of a text.", at: start)
        }
        return scalar
    }

    private mutating func escaped() throws(Fault) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard let letter = next else { throw fault("The JSON ends inside a text.") }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try fourDigits()
            if let scalar = Unicode.Scalar(first) { return scalar }
            guard first < 0xDC00, take("\\"), take("u") else { throw loneSurrogate(at: start) }
            let second = try fourDigits()
            guard (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            else { throw loneSurrogate(at: start) }
            return scalar
        default:
            throw fault(#"Only \" \\ \/ \b \f \n \r \t and \u with four digits are escapes."#, at: start)
        }
    }

    private func loneSurrogate(at start: Int) -> Fault {
        fault("A surrogate stands without its partner.", at: start)
    }

    private mutating func fourDigits() throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault(#"Expected four hexadecimal digits after \u."#)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    /// One character of two to four bytes, in the one form that UTF-8 has for it (RFC 3629).
    private mutating func multibyte() throws(Fault) -> Unicode.Scalar {
        let first = UInt32(bytes[offset])
        let (count, least): (Int, UInt32)
        switch first {
        case 0xC2...0xDF: (count, least) = (2, 0x80)
        case 0xE0...0xEF: (count, least) = (3, 0x800)
        case 0xF0...0xF4: (count, least) = (4, 0x10000)
        default: throw fault("The bytes are no UTF-8.")
        }
        var value = first & (0x7F >> UInt32(count))
        for place in 1..<count {
            guard offset + place < bytes.count, bytes[offset + place] & 0xC0 == 0x80 else {
                throw fault("The bytes are no UTF-8.")
            }
            value = value << 6 | UInt32(bytes[offset + place] & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else {
            throw fault("The bytes are no UTF-8.")
        }
        offset += count
        return scalar
    }
}
