import CivilTime
import Contracts
import HTTPTypes
import Hummingbird
import Law
import Logging
import Packs
import Service
import Store
import Table
import Wire

/// Turns what went wrong into `application/problem+json`, and marks every answer of a drill.
struct Problems: RouterMiddleware {
    typealias Context = CallContext
    let isDrill: Bool

    @concurrent
    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        defer { context.mark?.end() }
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let isLost = (error as? HTTPError)?.status == .notFound
            let error: any Error = (isLost ? WrongMethod(request) : nil) ?? error
            let problem = Problem(of: error, isDrill: isDrill)
            if problem.status >= 500 {
                context.logger.error(
                    "a request failed",
                    metadata: ["request.path": "\(request.uri.path)", "error": "\(error)"]
                )
            }
            response = Response(
                json: (try? JSONText.bytes(problem)) ?? [],
                status: .init(code: problem.status),
                type: "application/problem+json"
            )
            if problem.status == 503 { response.headers[.retryAfter] = "1" }
            if let excess = error as? TooManyRequests {
                response.headers[.retryAfter] = String(excess.retryAfter)
            }
            if let excess = error as? QuotaExceeded, let wait = excess.retryAfter {
                response.headers[.retryAfter] = String(wait)
            }
            if case .throttled(let until) = (error as? RegistrarError)?.code {
                let seconds = ProgramClock.real.now().microseconds(until: until) / 1_000_000 + 1
                response.headers[.retryAfter] = String(max(1, seconds))
            }
            if let wrong = error as? WrongMethod {
                response.headers[.allow] = wrong.allowed.joined(separator: ", ")
            }
            if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        }
        response.headers[.cacheControl] = "no-store"
        if isDrill, let name = HTTPField.Name(HeaderName.drill) { response.headers[name] = "true" }
        return response
    }
}

/// What a request lacks or has too much of, before any act is judged.
struct RequestFault: Error {
    let status: Int
    let detail: String

    init(_ detail: String, status: Int = 400) {
        self.status = status
        self.detail = detail
    }
}

/// A known address that was asked by a method which it does not answer to.
struct WrongMethod: Error {
    let allowed: [String]

    /// What is wrong with the method; nil where the address is not known at all, or answers to it.
    init?(_ request: Request) {
        let parts = request.uri.path.split(separator: "/", omittingEmptySubsequences: false)
        let methods = API.routes.filter { route in
            let pattern = route.path.split(separator: "/", omittingEmptySubsequences: false)
            return pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0 == $1 || $0.first == ":" && !$1.isEmpty }
        }.map(\.method)
        guard !methods.isEmpty, !methods.contains(request.method) else { return nil }
        allowed = methods.map(\.rawValue).sorted()
    }

    var detail: String { "This address answers to \(allowed.joined(separator: " and "))." }
}

extension Problem {
    init(of error: any Error, isDrill: Bool) {
        switch error {
        case let fault as RequestFault:
            self.init("request", "The request is not usable", fault.status, fault.detail, isDrill)
        case let wrong as WrongMethod:
            self.init("request", "Not by this method", 405, wrong.detail, isDrill)
        case let denial as Denial: self.init(denial, isDrill)
        case let error as RegistrarError: self.init(error, isDrill)
        case let excess as TooManyRequests:
            self.init("too-many-requests", "Too many requests", 429, excess.detail, isDrill)
        case let excess as QuotaExceeded:
            self.init(
                "quota",
                "The day's quota is used up",
                excess.retryAfter == nil ? 413 : 429,
                excess.detail,
                isDrill
            )
        case ClerkError.refused(let refusal): self.init(refusal, isDrill)
        case let error as ClerkError:
            let status =
                switch error {
                case .keyReused: 422
                case .movedOn: 412
                default: 503
                }
            self.init("conflict", "The request was not taken in", status, error.description, isDrill)
        case let error as ContractError:
            self.init(
                type: "document",
                title: "The document cannot be read",
                status: 422,
                detail: error.message,
                errors: error.problems.map(\.description),
                drill: isDrill ? true : nil
            )
        case let error as StoreError: self.init(error, isDrill)
        case let error as LawError:
            self.init("law", "The rules give no answer", 422, error.message, isDrill)
        case let error as PackError:
            self.init("law", "The rules are not usable", 422, error.description, isDrill)
        case let error as HTTPError where error.status.code < 500:
            self.init(
                "request",
                error.status.reasonPhrase,
                error.status.code,
                error.body ?? "There is nothing at this address, or not by this method.",
                isDrill
            )
        default:
            self.init("internal", "Something failed inside", 500, "The daemon's log says what.", isDrill)
        }
    }

    private init(_ denial: Denial, _ isDrill: Bool) {
        switch denial {
        case .notSignedIn:
            self.init(
                "not-signed-in",
                "Nobody is signed in",
                401,
                "Sign in first: 'bargain login'. A token may have ended or been revoked.",
                isDrill
            )
        case .nothingThere(let what):
            self.init(
                "unknown",
                "There is no such thing",
                404,
                "There is no \(what), or you have no seat there.",
                isDrill
            )
        case .outOfScope(let scope):
            self.init(
                "out-of-scope",
                "The token does not allow that",
                403,
                "The token has not the scope '\(scope.rawValue)'; 'bargain token create' makes one that has.",
                isDrill
            )
        case .limited:
            self.init(
                "out-of-scope",
                "The token does not allow that",
                403,
                "The token is limited to some negotiations, and this concerns the whole zone; use one that is not.",
                isDrill
            )
        }
    }

    private init(_ error: RegistrarError, _ isDrill: Bool) {
        let (type, title, status) =
            switch error.code {
            case .signInFailed: ("not-signed-in", "Nobody is signed in", 401)
            case .throttled: ("throttled", "Too many attempts", 429)
            case .confirmationNeeded: ("confirmation-needed", "The password is needed again", 403)
            case .invitationInvalid: ("invitation", "The invitation cannot be used", 403)
            case .notPermitted: ("not-permitted", "The token does not allow that", 403)
            case .invalid: ("invalid", "The request contradicts itself or the rules", 422)
            case .unknown: ("unknown", "There is no such thing", 404)
            case .crowded: ("unavailable", "Too many ask at once", 503)
            }
        self.init(type, title, status, error.message, isDrill)
    }

    private init(_ refusal: Refusal, _ isDrill: Bool) {
        switch refusal.code {
        case .unknown: self.init("unknown", "There is no such thing", 404, refusal.message, isDrill)
        case .notPermitted:
            self.init("not-permitted", "This seat may not do that", 403, refusal.message, isDrill)
        case .conflict:
            self.init("conflict", "The state of things rules it out", 409, refusal.message, isDrill)
        case .invalid:
            self.init("invalid", "The act contradicts itself or the rules", 422, refusal.message, isDrill)
        }
    }

    private init(_ error: StoreError, _ isDrill: Bool) {
        switch error.code {
        case .unavailable, .headMoved, .requestKnown:
            self.init("unavailable", "The record cannot be reached", 503, error.message, isDrill)
        case .outcomeUnknown:
            self.init(
                "outcome-unknown",
                "Whether it was recorded is not known",
                503,
                error.message + " Send the same request with the same Idempotency-Key to learn it.",
                isDrill
            )
        case .diskFull:
            self.init("disk-full", "The disk of the database is full", 507, error.message, isDrill)
        case .constraint, .unfit, .damaged, .denied, .failed:
            self.init("internal", "Something failed inside", 500, error.message, isDrill)
        }
    }

    private init(_ type: String, _ title: String, _ status: Int, _ detail: String, _ isDrill: Bool) {
        self.init(type: type, title: title, status: status, detail: detail, drill: isDrill ? true : nil)
    }
}
