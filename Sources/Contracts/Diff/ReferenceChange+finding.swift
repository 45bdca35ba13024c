extension ReferenceChange {
    static func changes(in sections: [SectionChange]) -> [ReferenceChange] { [] }
}
