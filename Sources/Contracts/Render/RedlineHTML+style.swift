extension RedlineHTML {
    /// The colours by which what came and went can be told again in a PDF, where they stand beside strike and underline.
    enum Color {
        static let old: Set<String> = [deleted, movedAway]
        static let new: Set<String> = [inserted, movedHere]
        static let deleted = "#8f1414"
        static let movedAway = "#4c3a00"
        static let inserted = "#0a4f21"
        static let movedHere = "#123c7a"
        static let note = "#4d4d4d"
    }

    /// Struck and underlined besides the colours, and said to those who hear the page; black on white on paper.
    static let style = """

        :root { color-scheme: light; }
        body { hyphens: none; font-variant-ligatures: none; margin: 0 auto; max-width: 46rem; padding: 1rem 1.25rem 4rem; color: #1b1b1b; background: #fff;
          font: 1rem/1.5 Georgia, "Liberation Serif", "Times New Roman", serif; overflow-wrap: break-word; }
        body.wide { max-width: 80rem; }
        h1, h2, h3, h4, h5, h6, caption, th, .legend, .index, .skip, .note { font-family: Arial, "Liberation Sans",
          Helvetica, sans-serif; }
        h1 { font-size: 1.7rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; border-bottom: 2px solid #1b1b1b; }
        h3 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
        h4 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
        h5, h6 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
        p, .term, .grid { margin: 0 0 .7rem; }
        .in1 { margin-left: 1.5rem; } .in2 { margin-left: 3rem; } .in3 { margin-left: 4.5rem; } .in4 { margin-left: 6rem; }
        del { color: \(Color.deleted); background: #fdecea; text-decoration: line-through; text-decoration-thickness: .1em; }
        ins { color: \(Color.inserted); background: #e6f4ea; text-decoration: underline; text-decoration-thickness: .1em;
          text-underline-offset: .15em; }
        del.moved { color: \(Color.movedAway); background: #fff4d6; text-decoration: line-through double; }
        ins.moved { color: \(Color.movedHere); background: #e7effb; text-decoration: underline double; }
        del + ins { margin-left: .2em; }
        .grid td del, .grid td ins { display: block; margin: 0; }
        #redline .changed { border-left: .25rem solid #1b1b1b; padding-left: .6rem; margin-left: -.85rem; }
        .note { font-size: .8rem; font-weight: normal; color: \(Color.note); margin-left: .6rem; }
        .number { white-space: nowrap; border: 1px solid #767676; border-radius: .2rem; padding: 0 .3rem; }
        .term { font: .85rem/1.5 "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; white-space: pre-line;
          background: #f5f5f5; padding: .4rem .6rem; }
        .hash { font: .8rem/1.4 "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
        table { border-collapse: collapse; margin: 0 0 1rem; font-size: .9rem; }
        caption { text-align: left; font-weight: bold; padding: .4rem 0; }
        th, td { border: 1px solid #767676; padding: .2rem .45rem; text-align: left; vertical-align: top; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        thead th { background: #ededed; }
        .identity, .terms { width: 100%; }
        /* What is said but not shown stays within what scrolls. */
        .scroll, .grid { overflow-x: auto; position: relative; } .scroll { margin: 0 0 1rem; } .scroll table { margin: 0; }
        .scroll:focus-visible, .grid:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
        .grid td { text-align: right; font-variant-numeric: tabular-nums; }
        .sides { width: 100%; table-layout: fixed; } .sides > tbody > tr > td { border-color: #c9c9c9; width: 50%;
          padding: .3rem .9rem; }
        a { color: #0b4a8f; text-decoration: underline; } a:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
        .index { list-style: none; padding: 0; } .index li { margin: .3rem 0; } .index a { padding: .25rem .3rem; }
        .skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
        :target { outline: 3px solid #0b4a8f; outline-offset: 3px; }
        @media screen {
          del::before, del::after, ins::before, ins::after { position: absolute; width: 1px; height: 1px; overflow: hidden;
            clip-path: inset(50%); white-space: nowrap; }
          del::before { content: " [deleted: "; } del::after { content: "] "; }
          ins::before { content: " [inserted: "; } ins::after { content: "] "; }
          del.moved::before { content: " [moved away: "; } ins.moved::before { content: " [moved here: "; }
        }
        @media print {
          @page { size: letter; margin: 20mm 18mm 20mm 22mm; @bottom-right { content: "Page " counter(page) " of "
            counter(pages); font: 8pt sans-serif; color: \(Color.note); } }
          body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; }
          del, ins, del.moved, ins.moved { background: none; }
          .skip { display: none; }
          h1, h2, h3, h4, h5, h6 { break-after: avoid; } p { orphans: 2; widows: 2; }
          a { color: inherit; text-decoration: none; } .index a { padding: 0; }
          /* A head that a page repeats would be words that the text has once. */
          #redline thead { display: table-row-group; } .grid { break-inside: avoid; }
          /* What is placed is painted last, and words must come in their order. */
          .scroll, .grid { overflow: visible; position: static; } .grid table { font-size: 7.5pt; } .grid th, .grid td { padding: .1rem .2rem; }
        }

        """
}
