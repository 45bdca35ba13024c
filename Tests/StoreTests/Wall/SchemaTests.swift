import Postgres
import Store
import Table
import TestSupport
import Testing

/// The schema as it is, against the rules that the wall rests on.
@Suite(.database) struct SchemaTests {
    /// Every right that a login has on a table, column by column where it is not on all: written here a second time.
    static let rights: [String: String] = {
        var rights = [
            "public.deployment": "table: select",
            "public.content": "table: insert select update(bytes) update(restored)",
            "public.entry": "clock: insert select; table: insert select",
            "public.act": "table: insert select",
            "public.room":
                "clock: select update(head_digest) update(head_seq); table: insert select update(head_digest) update(head_seq)",
            "public.zone": "clock: select; table: delete insert select update",
            "public.school": "table: delete insert select update",
            "public.unit": "table: delete insert select update",
            "public.seat": "table: delete insert select update",
            "public.negotiation": "clock: insert select update; table: delete insert select update",
            "public.proposal": "table: delete insert select update",
            "public.deadline": "clock: insert select update; table: delete insert select update",
            "public.alert": "clock: insert select update; table: delete insert select update",
            "public.delivery": "clock: insert select update; table: insert select update",
            "public.acknowledgement": "table: insert select",
            "public.migration": "",
            "public.purged_entry": "clock: select; table: select",
            "public.purged_content": "table: select",
            "public.log_key": "table: insert select",
            "public.tree": "table: insert select update",
            "public.leaf": "table: insert select",
            "public.sealed": "table: insert select update",
            "public.checkpoint": "table: insert select",
            "public.upload": "table: insert select",
            "identity.person": "identity: delete insert select update",
            "identity.token": "identity: delete insert select update",
            "identity.invitation": "identity: delete insert select update",
        ]
        for (schema, login) in [("caucus_board", "board"), ("caucus_union", "union"), ("chamber", "neutral")]
        {
            rights["\(schema).room"] =
                "\(login): insert select(head_digest) select(head_seq) select(id) select(negotiation) "
                + "update(head_digest) update(head_seq)"
            for (table, columns) in [
                "entry": "body body_digest digest kind negotiation previous recorded_at salt seat seq",
                "content": "bytes digest negotiation",
                "act": "fingerprint key negotiation person recorded_at reply status",
            ] {
                let read = columns.split(separator: " ").map { "select(\($0))" }.joined(separator: " ")
                rights["\(schema).\(table)"] = "\(login): insert \(read)"
            }
        }
        return rights
    }()

    private static let grants = """
        select nspname || '.' || relname as name,
               (select coalesce(string_agg(login || ': ' || list, '; ' order by login), '') from (
                   select grantee.rolname_short as login, string_agg(distinct right_name, ' ' order by right_name) as list
                     from (select acl.grantee, lower(acl.privilege_type) as right_name
                             from aclexplode(pg_class.relacl) acl
                           union
                           select acl.grantee, lower(acl.privilege_type) || '(' || attname || ')'
                             from pg_attribute, aclexplode(attacl) acl
                            where attrelid = pg_class.oid and attacl is not null) granted
                     join (select oid, replace(rolname, 'bargain_', '') as rolname_short from pg_roles
                           union select 0, 'public') grantee on grantee.oid = granted.grantee
                    where granted.grantee <> pg_class.relowner
                    group by 1) each) as rights
          from pg_class join pg_namespace on pg_namespace.oid = relnamespace
         where relkind in ('r', 'v', 'm', 'p', 'f') and nspname !~ '^pg_' and nspname <> 'information_schema'
         order by 1
        """

    private func grants(_ office: TestOffice) async throws -> [String: String] {
        let rows = try await office.pool.query(Query(Statement("grants", Self.grants)))
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.decode("name"), try $0.decode("rights")) }
        )
    }

    @Test func `Every login has the rights that are written here, and no more`() async throws {
        try await TestOffice.open { office in
            let found = try await grants(office)
            #expect(Set(found.keys) == Set(Self.rights.keys))
            for (table, rights) in Self.rights { #expect(found[table] == rights, "\(table)") }
            // The control.
            try await office.pool.script("grant select (reply) on act to bargain_clock")
            #expect(try await grants(office)["public.act"] == "clock: select(reply); table: insert select")
        }
    }

    /// What must not be there, with a statement after which it is.
    static let rules: [(String, rule: String, breach: String)] = [
        (
            "a private table without forced row security",
            """
            select count(*) as n from pg_class
             where relnamespace::regnamespace::text in ('caucus_board', 'caucus_union', 'chamber')
               and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
            """, "alter table caucus_board.entry no force row level security"
        ),
        (
            "a private table without a policy for each command that is granted",
            """
            select count(*) as n from pg_class, unnest(array['r', 'a']) command
             where relnamespace::regnamespace::text in ('caucus_board', 'caucus_union', 'chamber') and relkind = 'r'
               and not exists (select from pg_policy where polrelid = pg_class.oid and polcmd::text = command)
            """, "drop policy act_is_read on chamber.act"
        ),
        (
            "a policy that is for more than one login, or in another than the quick form",
            """
            select count(*) as n from pg_policy
             where cardinality(polroles) <> 1 or polroles = '{0}'
                or coalesce(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
                   !~ '^\\(negotiation = ANY \\(\\( SELECT identity\\.my_negotiations\\(''[a-z]+''::text, ''[a-z]+''::text\\)'
            """, "create policy open on caucus_union.entry for select to bargain_union using (true)"
        ),
        (
            "a key, a sequence or a partition that could span compartments",
            """
            select (select count(*) from pg_constraint where contype = 'f'
                       and conrelid in (select oid from pg_class
                                         where relnamespace::regnamespace::text in ('caucus_board', 'caucus_union', 'chamber')))
                 + (select count(*) from pg_class where relkind in ('S', 'p', 'm', 'v')
                       and (relnamespace::regnamespace::text in ('caucus_board', 'caucus_union', 'chamber', 'identity')
                            or relkind <> 'S' and relnamespace = 'public'::regnamespace)) as n
            """, "create materialized view all_rooms as select * from caucus_board.room"
        ),
        (
            "a thing that belongs to another than the owner",
            """
            select (select count(*) from pg_class
                     where relnamespace::regnamespace::text in ('public', 'identity', 'caucus_board', 'caucus_union', 'chamber')
                       and relowner <> 'bargain_owner'::regrole)
                 + (select count(*) from pg_proc
                     where pronamespace::regnamespace::text in ('public', 'identity', 'caucus_board', 'caucus_union', 'chamber')
                       and proowner <> 'bargain_owner'::regrole)
                 + (select count(*) from pg_namespace
                     where nspname in ('public', 'identity', 'caucus_board', 'caucus_union', 'chamber')
                       and nspowner <> 'bargain_owner'::regrole) as n
            """, "create table stray (a int)"
        ),
        (
            "a function with its owner's rights that is not pinned, or anybody's to call",
            """
            select count(*) as n from pg_proc
             where pronamespace::regnamespace::text in ('public', 'identity', 'caucus_board', 'caucus_union', 'chamber')
               and (prosecdef and not coalesce(proconfig::text ~ 'search_path=pg_catalog', false)
                    or has_function_privilege('public', oid, 'execute'))
            """, "create function stray() returns int language sql security definer as 'select 1'"
        ),
        (
            "a trigger that a session in replica mode would pass by",
            """
            select count(*) as n from pg_trigger where not tgisinternal and tgenabled <> 'A'
            """, "alter table caucus_board.entry enable trigger entry_is_append_only"
        ),
        (
            "something that everybody may do with the database, its schemas or its languages",
            """
            select (select count(*) from pg_database, aclexplode(datacl) acl
                     where datname = current_database() and acl.grantee = 0)
                 + (select count(*) from pg_namespace, aclexplode(nspacl) acl
                     where nspname not in ('pg_catalog', 'information_schema') and acl.grantee = 0)
                 + (select count(*) from pg_language
                     where lanpltrusted and has_language_privilege('public', oid, 'usage')) as n
            """, "grant usage on schema caucus_union to public"
        ),
        (
            "a catalog, or a function of the server about others, that is open to everybody",
            """
            select (select count(*) from pg_class where relnamespace::regnamespace::text in ('pg_catalog', 'information_schema')
                       and relkind in ('r', 'v') and has_table_privilege('public', oid, 'select'))
                 + (select count(*) from pg_proc where pronamespace = 'pg_catalog'::regnamespace
                       and proname ~ '^(pg_stat|pg_ls|pg_read|pg_.*size|pg_lock|lo_|txid)'
                       and has_function_privilege('public', oid, 'execute')) as n
            """, "grant select on pg_stat_user_tables to public"
        ),
        (
            "an index or default that reads another schema",
            """
            select count(*) as n from pg_depend
              join pg_class on pg_class.oid = objid and classid = 'pg_class'::regclass
              join pg_class other on other.oid = refobjid and refclassid = 'pg_class'::regclass
             where pg_class.relnamespace::regnamespace::text in ('caucus_board', 'caucus_union', 'chamber')
               and other.relnamespace not in (pg_class.relnamespace, 'pg_toast'::regnamespace)
            """, "create table chamber.child () inherits (caucus_board.act)"
        ),
    ]

    @Test(arguments: 0..<rules.count)
    func `There is nothing that a rule of the wall forbids`(index: Int) async throws {
        let (what, rule, breach) = Self.rules[index]
        try await TestOffice.open { office in
            #expect(try await office.count(rule) == 0, "\(what)")
            try await office.pool.script(breach)
            #expect(try await office.count(rule) > 0, "the control: \(what)")
        }
    }

    @Test func `The three compartments are alike`() async throws {
        try await TestOffice.open { office in
            let shape = """
                select count(distinct shape) as n from (
                    select nspname, string_agg(relname || attname || atttypid::regtype || attnotnull, ',' order by relname, attnum)
                           as shape
                      from pg_namespace join pg_class on relnamespace = pg_namespace.oid and relkind = 'r'
                      join pg_attribute on attrelid = pg_class.oid and attnum > 0
                     where nspname in ('caucus_board', 'caucus_union', 'chamber') group by nspname) shapes
                """
            #expect(try await office.count(shape) == 1)
            try await office.pool.script("alter table chamber.act add extra int")
            #expect(try await office.count(shape) == 2)
        }
    }

    @Test func `Many databases of one server are prepared at once, and a second time changes nothing`()
        async throws
    {
        try await TestOffice.open { office in
            let names = (0..<4).map { _ in "test_" + String(UInt64.random(in: .min ... .max), radix: 36) }
            for name in names { try await office.pool.script("create database \(name)") }
            let server = TestDatabase.current.connectionString
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names + names {
                    group.addTask {
                        let text = try ConnectionString(server).with("dbname", name).text
                        let pool = TestOffice.pool(on: text, size: 1)
                        _ = try await Migrator(pool: pool).migrate()
                        await pool.close()
                    }
                }
                try await group.waitForAll()
            }
            let before = try await office.count("select sum(xmin::text::bigint)::bigint as n from pg_authid")
            #expect(try await Migrator(pool: office.pool).migrate() == [])
            #expect(
                try await office.count("select sum(xmin::text::bigint)::bigint as n from pg_authid") == before
            )
            for name in names { try await office.pool.script("drop database \(name) with (force)") }
        }
    }
}
