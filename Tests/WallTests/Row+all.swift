extension Row {
    //                          board union neutral clerk observer stranger reader limited operator
    static let all: [String: Row] = [
        "readDescription": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 200], nobody: 200),
        "readStatus": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 200], nobody: 200),
        "signIn": Row(
            .json(#"{"person":"nobody-{who}","password":"not the right words"}"#),
            [401, 401, 401, 401, 401, 401, 401, 401, 401]
        ),
        "signOut": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 401]),
        "whoami": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 200], nobody: 200),
        "confirm": Row(
            .json(#"{"password":"four words of no kin"}"#),
            [200, 200, 200, 200, 200, 200, 200, 200, 401]
        ),
        "changePassword": Row(
            .json(#"{"old":"not the right words","new":"other words of no kin"}"#),
            [401, 401, 401, 401, 401, 401, 401, 401, 401]
        ),
        "listTokens": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 401]),
        "makeToken": Row(
            .json(#"{"label":"x","scopes":["read"]}"#),
            [201, 201, 201, 201, 201, 201, 201, 201, 401]
        ),
        "revokeToken": Row(.none, [404, 404, 404, 404, 404, 404, 403, 404, 401]),
        "acceptInvitation": Row(
            .json(#"{"invitation":"bgi_none","password":"four words of no kin"}"#),
            [403, 403, 403, 403, 403, 403, 403, 403, 403],
            nobody: 403
        ),
        "listZones": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 200]),
        "readZone": Row(.none, [200, 200, 200, 200, 200, 404, 200, 200, 200]),
        "recordFact": Row(
            .json(#"{"kind":"school.joined","school":"s-{who}","name":"School {who}","enrolment":100}"#),
            [403, 403, 201, 201, 403, 404, 403, 403, 403]
        ),
        "listInvitations": Row(.none, [200, 200, 200, 200, 200, 404, 200, 200, 200]),
        "invite": Row(
            .json(#"{"handle":"i-{who}","person":"I","role":"union","email":"{who}@example.org"}"#),
            [403, 201, 403, 201, 403, 404, 403, 403, 403]
        ),
        "approveSeat": Row(
            .json(#"{"sha256":"none","expected_seq":1}"#),
            [404, 404, 404, 404, 404, 404, 403, 403, 404]
        ),
        "declineSeat": Row(.json(#"{"reason":"r"}"#), [404, 404, 404, 404, 404, 404, 403, 403, 404]),
        "resetSeat": Row(.json(#"{"reason":"r"}"#), [404, 404, 404, 404, 404, 404, 403, 403, 404]),
        "withdrawInvitation": Row(.json(#"{"reason":"r"}"#), [404, 404, 404, 404, 404, 404, 403, 403, 404]),
        "listNegotiations": Row(.none, [200, 200, 200, 200, 200, 200, 200, 200, 200]),
        "openNegotiation": Row(
            .json(
                #"{"zone":"{zone}","title":"T {who}","schools":["kiley"],"unit":"unit-a","pack":"ma-69-1j-g"}"#
            ),
            [201, 201, 201, 201, 403, 404, 403, 403, 403]
        ),
        "readNegotiation": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "readPositions": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "readDocket": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "explainStep": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "listEntries": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "act": Row(
            .json(#"{"act":"hold","reason":"for {who}"}"#),
            [403, 403, 201, 201, 403, 404, 403, 404, 404]
        ),
        "keepDocument": Row(
            .text("# Words\n\nMore words.\n"),
            [201, 201, 201, 201, 201, 201, 403, 201, 201]
        ),
        "readDocument": Row(.none, [404, 404, 404, 404, 404, 404, 404, 404, 404]),
        "serveProposal": Row(
            .text("# Pay\n\nFour percent.\n"),
            [201, 201, 403, 403, 403, 404, 403, 404, 404]
        ),
        "listAlerts": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "acknowledgeAlert": Row(.json(#"{"key":"none"}"#), [404, 404, 404, 404, 404, 404, 403, 404, 404]),
        "readZoneCheckpoint": Row(.none, [200, 200, 200, 200, 200, 404, 200, 200, 200]),
        "readCheckpoint": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "readReceipt": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "exportRecord": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "listRequests": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "listSessions": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "readBundle": Row(.none, [200, 200, 200, 200, 200, 404, 200, 404, 404]),
        "readCaucus": Row(.none, [200, 200, 200, 403, 403, 404, 200, 404, 401]),
        "actInCaucus": Row(
            .json(#"{"act":"note","text":"of {who}"}"#),
            [201, 201, 201, 403, 403, 404, 403, 404, 401]
        ),
        "keepDraft": Row(
            .text("# Pay\n\nThree percent.\n"),
            [201, 201, 403, 403, 403, 404, 403, 404, 401]
        ),
        "readDraft": Row(.none, [200, 200, 404, 403, 403, 404, 200, 404, 401]),
        "serveDraft": Row(.json("{}"), [201, 201, 404, 403, 403, 404, 403, 404, 401]),
    ]
}
