import CCurl
import Synchronization

/// One attempt to hand one message to a relay, by libcurl, on the thread that performs it.
final class SMTPTransfer: Sendable {
    private let relay: SMTPRelay
    private let sender: String
    private let recipient: String
    private let bytes: [UInt8]
    private let isCancelled = Atomic(false)

    init(relay: SMTPRelay, sender: String, recipient: String, bytes: [UInt8]) {
        self.relay = relay
        self.sender = sender
        self.recipient = recipient
        self.bytes = bytes
    }

    /// Makes the attempt end soon, wherever it is.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// libcurl's global part is set up once for the process.
    private static let isReady = ccurl_global_init() == CURLE_OK

    /// Sends the message, blocking the thread until that is decided.
    func perform() -> Result<Void, MailError> {
        guard Self.isReady, let handle = curl_easy_init() else {
            return .failure(MailError(.unreachable, "libcurl could not be set up.", isTemporary: true))
        }
        defer { curl_easy_cleanup(handle) }
        guard let recipients = curl_slist_append(nil, recipient) else {
            return .failure(
                MailError(.unreachable, "There is not enough memory to send mail.", isTemporary: true)
            )
        }
        defer { curl_slist_free_all(recipients) }

        var exchange = Exchange(transfer: self)
        return withUnsafeMutablePointer(to: &exchange) { exchange in
            let settings = configure(handle, recipients, exchange)
            let result = settings == CURLE_OK ? curl_easy_perform(handle) : settings
            guard result != CURLE_OK else { return .success(()) }
            return .failure(
                error(result, code: ccurl_response_code(handle), reply: exchange.pointee.lastRefusal)
            )
        }
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer,
        _ recipients: UnsafeMutablePointer<curl_slist>,
        _ exchange: UnsafeMutablePointer<Exchange>
    ) -> CURLcode {
        let milliseconds = Int(relay.timeout / .milliseconds(1))
        var outcomes = [
            ccurl_set_string(handle, CURLOPT_URL, url),
            ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            ccurl_set_string(handle, CURLOPT_PROXY, ""),
            ccurl_set_string(handle, CURLOPT_MAIL_FROM, sender),
            ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            ccurl_set_long(handle, CURLOPT_UPLOAD, 1),
            ccurl_set_long(handle, CURLOPT_INFILESIZE, bytes.count),
            ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, milliseconds)),
            ccurl_set_long(
                handle,
                CURLOPT_USE_SSL,
                relay.security == .startTLS ? ccurl_tls_required : ccurl_tls_none
            ),
            ccurl_set_long(handle, CURLOPT_SSLVERSION, ccurl_tls_1_2),
            ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0),
            ccurl_set_progress_function(handle, giveUpIfCancelled),
            ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, exchange),
            ccurl_set_data_function(handle, CURLOPT_READFUNCTION, readMessage),
            ccurl_set_pointer(handle, CURLOPT_READDATA, exchange),
            ccurl_set_data_function(handle, CURLOPT_HEADERFUNCTION, noteReply),
            ccurl_set_pointer(handle, CURLOPT_HEADERDATA, exchange),
            ccurl_set_data_function(handle, CURLOPT_WRITEFUNCTION, noteReply),
            ccurl_set_pointer(handle, CURLOPT_WRITEDATA, exchange),
        ]
        if let user = relay.user, let password = relay.password {
            outcomes.append(ccurl_set_string(handle, CURLOPT_USERNAME, user))
            outcomes.append(ccurl_set_string(handle, CURLOPT_PASSWORD, password))
        }
        if let file = relay.certificateAuthorities {
            outcomes.append(ccurl_set_string(handle, CURLOPT_CAINFO, file))
        }
        return outcomes.first { $0 != CURLE_OK } ?? CURLE_OK
    }

    private var url: String {
        let scheme = relay.security == .tls ? "smtps" : "smtp"
        let host = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
        return "\(scheme)://\(host):\(relay.port)/\(relay.clientName ?? "")"
    }

    private func error(_ result: CURLcode, code: Int, reply: String?) -> MailError {
        let reason = String(cString: curl_easy_strerror(result))
        switch result {
        case CURLE_ABORTED_BY_CALLBACK:
            return MailError(.cancelled, "Sending mail through \(relay) was cancelled.", isTemporary: true)
        case CURLE_OPERATION_TIMEDOUT:
            let message = "The mail relay \(relay) did not finish within \(relay.timeout)."
            return MailError(.unreachable, message, isTemporary: true)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            let message = "The mail relay \(relay) cannot be reached (\(reason)). Check its host and port."
            return MailError(.unreachable, message, isTemporary: true)
        case CURLE_LOGIN_DENIED where code / 100 != 4:
            let message =
                "The mail relay \(relay) does not accept the login. Check the user and the password."
            return MailError(.login, message, reply: reply, isTemporary: false)
        case CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR,
            CURLE_SSL_CACERT_BADFILE:
            // The message is not at fault, and goes when the operator has mended this.
            let message = "The connection to the mail relay \(relay) cannot be made safe (\(reason))."
            return MailError(.insecure, message, isTemporary: true)
        default:
            return refusal(code: code, reason: reason, reply: reply)
        }
    }

    private func refusal(code: Int, reason: String, reply: String?) -> MailError {
        switch code / 100 {
        case 4:
            let message = "The mail relay \(relay) cannot take the message now."
            return MailError(.deferred, message, reply: reply, isTemporary: true)
        case 5:
            return MailError(
                .refused,
                "The mail relay \(relay) refused the message.",
                reply: reply,
                isTemporary: false
            )
        default:
            let message = "The connection to the mail relay \(relay) broke off (\(reason))."
            return MailError(.interrupted, message, isTemporary: true)
        }
    }

    /// The state of an attempt that libcurl's callbacks work on; all of them run on the attempt's thread.
    fileprivate struct Exchange {
        let transfer: SMTPTransfer
        private var sent = 0
        private(set) var lastRefusal: String?

        init(transfer: SMTPTransfer) { self.transfer = transfer }

        var isCancelled: Bool { transfer.isCancelled.load(ordering: .relaxed) }

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let count = min(buffer.count, transfer.bytes.count - sent)
            buffer.copyBytes(from: transfer.bytes[sent..<(sent + count)])
            sent += count
            return count
        }

        /// Keeps the last refusal, in visible ASCII and within bounds: it goes into logs and onto pages.
        mutating func note(_ line: UnsafeRawBufferPointer) {
            guard line.first == UInt8(ascii: "4") || line.first == UInt8(ascii: "5") else { return }
            let visible = line.prefix(400).filter { (32...126).contains($0) }
            lastRefusal = String(decoding: visible, as: UTF8.self)
        }
    }
}

private func readMessage(
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let exchange = context.assumingMemoryBound(to: SMTPTransfer.Exchange.self)
    return exchange.pointee.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private func noteReply(
    _ line: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let exchange = context.assumingMemoryBound(to: SMTPTransfer.Exchange.self)
    exchange.pointee.note(UnsafeRawBufferPointer(start: line, count: size * count))
    return size * count
}

private func giveUpIfCancelled(
    _ context: UnsafeMutableRawPointer?,
    _: curl_off_t,
    _: curl_off_t,
    _: curl_off_t,
    _: curl_off_t
) -> Int32 {
    guard let context else { return 0 }
    return context.assumingMemoryBound(to: SMTPTransfer.Exchange.self).pointee.isCancelled ? 1 : 0
}
