extension Substitution {
    static func repeated(in sections: [SectionChange]) -> [Substitution] { [] }
}
