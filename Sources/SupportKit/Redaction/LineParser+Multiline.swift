extension LineParser {
    /// Handles what earlier lines left open; returns where the rest of the line begins.
    mutating func continueMode() throws(Failure) -> Int {
        switch mode {
        case .plain:
            return 0
        case .keyBlock(let linesLeft, let isLabelled):
            return keyBlockLine(from: 0, linesLeft: linesLeft, isLabelled: isLabelled)
        case .elementText(let keyClass, let isCharacterData, let linesLeft, let isLabelled):
            return elementTextLine(
                keyClass,
                isCharacterData: isCharacterData,
                linesLeft: linesLeft,
                isLabelled: isLabelled
            )
        case .quotation(let keyClass, let quote, let level, let linesLeft):
            let isTriple = level < 0
            let close = isTriple ? tripleEnd(quote) : closing(quote, level: level, from: 0)
            let end = close ?? bytes.count
            let start = min(firstContent, end)
            add(start..<end, rule: keyClass.rule, style: .erased)
            mode =
                close != nil || linesLeft <= 1
                ? .plain : .quotation(keyClass, quote: quote, level: level, linesLeft: linesLeft - 1)
            return close.map { $0 + (isTriple ? 3 : level + 1) } ?? bytes.count
        case .block(let keyClass, let indent, let isLabelled):
            guard firstContent < bytes.count else { return bytes.count }
            guard firstContent > indent else {
                mode = .plain
                return 0
            }
            maskPiece(firstContent..<bytes.count, keyClass.rule, isLabelled: isLabelled)
            mode = .block(keyClass, indent: indent, isLabelled: true)
            return bytes.count
        case .nested(let keyClass, let indent, let isLabelled):
            return nestedLine(keyClass, indent: indent, isLabelled: isLabelled)
        case .list(let keyClass, let linesLeft):
            mode = .plain
            let next = list(keyClass, from: 0)
            if case .list = mode { mode = linesLeft > 1 ? .list(keyClass, linesLeft: linesLeft - 1) : .plain }
            return next
        case .account(let place):
            return accountLine(place)
        case .answer:
            mode = .plain
            var start = bytes.count
            while start > 0, !bytes[start - 1].isBlank { start -= 1 }
            if bytes.count - start > 3, !Placeholder.isNone(bytes, start..<bytes.count) {
                add(start..<bytes.count, rule: .password)
            }
            return bytes.count
        case .mapRows(let linesLeft):
            return mapRow(from: 0, linesLeft: linesLeft)
        case .textPiece(let keyClass):
            return textPiece(keyClass)
        case .heredoc(let keyClass, let mark, let isLabelled, let linesLeft):
            return heredocLine(keyClass, mark: mark, isLabelled: isLabelled, linesLeft: linesLeft)
        case .continuation(let keyClass, let isLabelled):
            let continues = endsInContinuation()
            let end = continues ? bytes.count - 1 : bytes.count
            if firstContent < end { maskPiece(firstContent..<end, keyClass.rule, isLabelled: isLabelled) }
            mode = continues ? .continuation(keyClass, isLabelled: isLabelled || firstContent < end) : .plain
            return bytes.count
        case .optionValue(let isPair):
            mode = .plain
            if grammar == .netrc {
                var end = firstContent
                while end < bytes.count, !bytes[end].isSpace { end += 1 }
                if !Placeholder.isNone(bytes, firstContent..<end) { add(firstContent..<end, rule: .password) }
                return end
            }
            var secret = 0..<bytes.count
            if isPair, let colon = firstColon(secret) { secret = (colon + 1)..<bytes.count } else if isPair { return 0 }
            guard !secret.isEmpty, bytes[0] != 0x2D, !Placeholder.isNone(bytes, secret) else { return 0 }
            add(secret, rule: .commandLine)
            return bytes.count
        case .firstWord(let isGlued, let isPair):
            mode = .plain
            return firstWord(isGlued: isGlued, isPair: isPair)
        case .optionItem:
            mode = .plain
            optionItem()
            return 0
        case .rows(let keyClass, let columns, let linesLeft):
            continueRows(keyClass, columns: columns, linesLeft: linesLeft)
            return 0
        case .nextLine(let keyClass):
            mode = .plain
            var end = bytes.count
            while end > firstContent, bytes[end - 1].isSpace { end -= 1 }
            if firstContent >= bytes.count {
                mode = .nextLine(keyClass)
                return bytes.count
            }
            let begin = unwrapped(firstContent)
            if begin > firstContent, let text = quotedValue(from: begin), !text.isOpen, !text.range.isEmpty,
                !Placeholder.isNone(bytes, text.range)
            {
                add(text.range, rule: keyClass.rule)
                return text.next
            }
            // A fence of Markdown.
            if has("```", at: firstContent) {
                mode = .nextLine(keyClass)
                return bytes.count
            }
            if grammar == .xml, let text = quotedValue(from: firstContent), !text.isOpen, !text.range.isEmpty,
                !Placeholder.isNone(bytes, text.range)
            {
                add(text.range, rule: keyClass.rule)
                return text.next
            }
            let value = firstContent..<end
            guard isMixed(value) || looksSecret(value), !Placeholder.isNone(bytes, value) else { return 0 }
            add(value, rule: keyClass.rule)
            return bytes.count
        case .table(let separator, let columns, let count):
            tableRow(separator: separator, columns: columns, count: count)
            return 0
        case .pairs(let indent):
            guard firstContent < bytes.count else { return bytes.count }
            guard firstContent > indent else {
                mode = .plain
                return 0
            }
            if let colon = firstColon(firstContent..<bytes.count) {
                let password = (colon + 1)..<lineEnd(from: colon + 1)
                if password.count > 1, !Placeholder.isNone(bytes, password) { add(password, rule: .password) }
            }
            return bytes.count
        case .folded(let keyClass):
            guard byte(0) == 0x20, bytes.count > 1 else {
                mode = .plain
                return 0
            }
            add(1..<bytes.count, rule: keyClass.rule, style: .erased, teaches: false)
            return bytes.count
        case .countedKey(let linesLeft, let isLabelled):
            var isLabelled = isLabelled
            maskKey(keyLineStart()..<bytes.count, &isLabelled)
            mode = linesLeft > 1 ? .countedKey(linesLeft: linesLeft - 1, isLabelled: isLabelled) : .plain
            return bytes.count
        case .publicBlock(let linesLeft):
            let start = keyLineStart()
            let isEnd = endMark(from: start) != nil || linesLeft <= 1
            mode = isEnd || !isKeyMaterial(start) ? .plain : .publicBlock(linesLeft: linesLeft - 1)
            return endMark(from: start) == nil && !isKeyMaterial(start) ? 0 : bytes.count
        case .overlong(let keyClass, let quote, let level):
            let end = overlongEnd(quote: quote, level: level)
            add(0..<(end ?? bytes.count), rule: keyClass.rule, style: .erased)
            if end != nil { mode = .plain }
            return end ?? bytes.count
        }
    }

    /// Where `"""` or `'''` stands.
    private func tripleEnd(_ quote: UInt8) -> Int? {
        bytes.indices.first { bytes[$0] == quote && byte($0 + 1) == quote && byte($0 + 2) == quote }
    }

    private func overlongEnd(quote: UInt8, level: Int) -> Int? {
        if quote != 0 { return closing(quote, level: level, from: 0) }
        return bytes.firstIndex { $0.isSpace || $0.isQuote || $0.isAny(of: "<&,;") }
    }

    /// Masks a piece of a value that goes over lines: with the label if it is the first, with nothing if not.
    mutating func maskPiece(_ range: Range<Int>, _ rule: BuiltInRule, isLabelled: Bool) {
        var range = range
        while let last = range.last, bytes[last].isSpace { range = range.lowerBound..<last }
        guard !range.isEmpty, !Label.starts(bytes, at: range.lowerBound, before: range.upperBound) else { return }
        add(range, rule: rule, style: isLabelled ? .erased : .label, teaches: false)
    }

    // MARK: - YAML

    /// Skips tags and anchors of a YAML value; nil if the tag says that the value is a reference or encrypted.
    func yamlContent(from start: Int) -> Int? {
        var index = start
        while byte(index) == 0x21 || byte(index) == 0x26 {
            var end = index + 1
            while end < bytes.count, !bytes[end].isBlank { end += 1 }
            let isPlainTag = byte(index) == 0x26 || byte(index + 1) == 0x21 || byte(index + 1) == 0x3C
            // `!Str`, a password that starts with `!` and is no tag: no value follows.
            if !isPlainTag, skipBlanks(end) >= bytes.count { return index }
            guard isPlainTag else { return nil }
            index = skipBlanks(end)
        }
        return index
    }

    /// Whether a block scalar begins at `index`; its lines follow.
    mutating func beginsBlock(at index: Int, _ keyClass: KeyClass, _ site: KeySite) -> Bool {
        guard byte(index) == 0x7C || byte(index) == 0x3E else { return false }
        var end = index + 1
        while byte(end).isDigit || byte(end) == 0x2B || byte(end) == 0x2D { end += 1 }
        end = skipBlanks(end)
        guard end >= bytes.count || bytes[end] == 0x23, keyClass.isSecret || keyClass == .plural else { return false }
        mode = .block(keyClass, indent: site.outerStart, isLabelled: false)
        return true
    }

    /// A key without a value on its line.
    mutating func openNextLine(_ keyClass: KeyClass, _ site: KeySite) -> Int? {
        let isDump = site.quote != 0 && site.separator == 0x3D && byte(bytes.count - 1) == 0x3E
        if !grammar.isParsedThroughout, site.isFirst || keyClass == .password, keyClass.isSecret,
            (site.separator == 0x3A && site.quote == 0) || isDump
                || (site.separator == 0x3D && site.isFirst && grammar != .source)
        {
            mode = .nextLine(keyClass)
            return nil
        }
        // `<user password=`, and the text on the next line.
        if grammar == .xml, site.separator == 0x3D, keyClass.isSecret {
            mode = .nextLine(keyClass)
            return nil
        }
        guard grammar == .yaml || grammar == .json, site.separator == 0x3A else { return nil }
        guard keyClass.isSecret || keyClass == .plural else { return nil }
        mode = .nested(keyClass, indent: site.outerStart, isLabelled: false)
        return nil
    }

    private mutating func nestedLine(_ keyClass: KeyClass, indent: Int, isLabelled: Bool) -> Int {
        guard firstContent < bytes.count, byte(firstContent) != 0x23 else { return bytes.count }
        var start = firstContent
        let isItem = bytes[start] == 0x2D && (byte(start + 1).isBlank || start + 1 == bytes.count)
        guard firstContent > indent || (isItem && firstContent == indent) || grammar == .json else {
            mode = .plain
            return 0
        }
        if isItem { start = skipBlanks(start + 1) }
        if isItem, start >= bytes.count {
            // The item is on the next line.
            mode = .nested(keyClass, indent: firstContent, isLabelled: false)
            return bytes.count
        }
        guard let content = yamlContent(from: start), content < bytes.count, !isMapping(from: content),
            !bytes[content].isAny(of: "[{]}") || Label.starts(bytes, at: content, before: bytes.count)
        else {
            mode = .plain
            return 0
        }
        if let quoted = quotedValue(from: content) {
            if !quoted.range.isEmpty, !Placeholder.isNone(bytes, quoted.range) {
                add(quoted.range, rule: keyClass.rule, style: isLabelled && !isItem ? .erased : .label)
            }
            if grammar == .json { mode = .plain }
            return bytes.count
        }
        let range = content..<lineEnd(from: content)
        if !range.isEmpty, !Placeholder.isNone(bytes, range) {
            add(range, rule: keyClass.rule, style: isLabelled && !isItem ? .erased : .quotedLabel)
        }
        mode = .nested(keyClass, indent: indent, isLabelled: true)
        return bytes.count
    }

    /// Whether `key: value` or `key:` begins at `index`.
    private func isMapping(from index: Int) -> Bool {
        var end = index
        if let quoted = quotedValue(from: index) {
            end = quoted.next
        } else {
            while end < bytes.count, bytes[end] != 0x3A || !(end + 1 == bytes.count || bytes[end + 1].isBlank) {
                end += 1
            }
        }
        return byte(end) == 0x3A && (end + 1 == bytes.count || bytes[end + 1].isBlank)
    }

    /// Notes that a value goes on on the next line.
    mutating func openContinuation(of value: Value, _ keyClass: KeyClass, _ site: KeySite) {
        if value.isOpen {
            switch grammar {
            case .yaml, .xml, .shell, .toml, .dotenv, .sql:
                let isTriple =
                    byte(value.range.lowerBound - 2) == value.quote && byte(value.range.lowerBound - 3) == value.quote
                let level = isTriple && value.level == 0 ? -1 : value.level
                mode = .quotation(keyClass, quote: value.quote, level: level, linesLeft: 64)
            default: break
            }
        } else if value.isWholeLine, grammar == .yaml {
            mode = .nested(keyClass, indent: site.outerStart, isLabelled: true)
        } else if value.isWholeLine, endsInContinuation(), grammar != .environment {
            mode = .continuation(keyClass, isLabelled: true)
        }
    }

    // MARK: - XML

    /// The end of a start tag: if the element's name, or a name it carries, is secret, so is its text.
    mutating func tagEnd(at index: Int) -> Int? {
        lastPairValue = nil
        if secretValueLinesLeft > 0, let open = bytes[..<index].lastIndex(of: 0x3C), byte(open + 1) == 0x2F {
            secretValueLinesLeft = 0
        }
        if let end = captioned(at: index) { return end }
        guard index > 1, bytes[index - 1] != 0x2F, bytes[index - 1] != 0x2D, bytes[index - 1] != 0x3F else {
            return nil
        }
        var open = index - 1
        while open >= 0, bytes[open] != 0x3C, bytes[open] != 0x3E, index - open < 4096 { open -= 1 }
        if open < 0, grammar == .xml { return textBeforeEnd(from: index + 1) }
        guard open >= 0, bytes[open] == 0x3C, byte(open + 1).isLetter || byte(open + 1) == 0x5F else { return nil }
        lastPairValue = nil
        var nameStart = open + 1
        var nameEnd = nameStart
        while byte(nameEnd).isNameByte || byte(nameEnd) == 0x3A {
            if bytes[nameEnd] == 0x3A { nameStart = nameEnd + 1 }
            nameEnd += 1
        }
        if nameEnd == index, opensAccount(nameStart..<nameEnd) { return bytes.count }
        guard nameStart < nameEnd, nameEnd == index || byte(nameEnd).isSpace || byte(nameEnd) == 0x3E else {
            return nil
        }
        // `"<your-api-key>"`, `--password <password> --token x`: what stands for a value is no tag.
        if grammar != .xml, byte(index + 1).isBlank || byte(index + 1).isQuote,
            !bytes[index...].contains(0x3C)
        {
            return nil
        }
        let site = KeySite(
            range: nameStart..<nameEnd,
            outerStart: open,
            quote: 0,
            level: 0,
            isFirst: open == firstContent,
            previous: 0x3C,
            separator: 0x3E
        )
        // `<pw at example.org>`: what has attributes without a value is no tag.
        guard
            nameEnd == index || skipBlanks(nameEnd) == index
                || (nameEnd..<index).contains(where: { bytes[$0] == 0x3D })
        else { return nil }
        var keyClass = self.keyClass(nameStart..<nameEnd)
        if nameEnd == index, has("property", at: nameStart), nameEnd - nameStart == 8 {
            propertyIsUnnamed = true
            pending.clear()
            return nil
        }
        if keyClass == .pairName, nameEnd == index {
            if let found = innerKey(nameStart..<nameEnd, from: index + 1) { return found }
            propertyIsUnnamed = false
            return elementNamesKey(from: index + 1)
        }
        if nameEnd == index, grammar == .xml, let found = element(nameStart..<nameEnd, keyClass, from: index + 1) {
            return found
        }
        if keyClass == .plural, grammar == .xml { secretValueLinesLeft = 64 }
        if keyClass == .plural, byte(skipBlanks(index + 1)) == 0x3C {
            return innerTexts(nameStart..<nameEnd, from: index + 1)
        }
        if keyClass == .none || keyClass == .pairValue || keyClass == .pairName {
            guard pending.linesLeft > 0, !Self.pageElements.contains(word(nameStart..<nameEnd)),
                keyClass == .pairValue || nameEnd < index || Self.typedValues.contains(word(nameStart..<nameEnd))
            else { return nil }
            let content = skipBlanks(index + 1)
            // The value is in an element within this one.
            if byte(content) == 0x3C, byte(content + 1) != 0x21 { return nil }
            keyClass = pending.keyClass
            pending.clear()
        }
        return elementText(keyClass, site, from: index + 1)
    }

    /// Elements of web pages, whose texts are for people.
    private static let pageElements = WordHash.set(
        "a p div span label button form td th tr li ul h1 h2 h3 h4 option input img em strong small legend fieldset i b"
    )

    /// Elements of a property list that hold a value.
    private static let typedValues = WordHash.set("string data arg")

    /// `&lt;Password&gt;x&lt;/Password&gt;`, at the end of the escaped tag.
    mutating func escapedTagEnd(at index: Int) -> Int? {
        guard has("&gt;", at: index) else { return nil }
        let name = wordBefore(index)
        guard has("&lt;", at: name.lowerBound - 4), keyClass(name).isSecret else { return nil }
        let start = index + 4
        var end = start
        while end < bytes.count, bytes[end] != 0x26 || !has("&lt;", at: end) { end += 1 }
        guard end < bytes.count, end > start, !Placeholder.isNone(bytes, start..<end) else { return nil }
        add(start..<end, rule: keyClass(name).rule)
        return end
    }

    /// Reads `<name>db.password</name>`.
    mutating func elementNamesKey(from start: Int) -> Int? {
        var end = start
        while end < bytes.count, bytes[end] != 0x3C { end += 1 }
        let named = self.keyClass(start..<end)
        if named.isSecret { pending.set(named) } else if end > start { pending.clear() }
        return end > start ? end : nil
    }

    /// The text of an element whose start tag began on an earlier line: its end tag names it.
    private mutating func textBeforeEnd(from start: Int) -> Int? {
        var end = start
        while end < bytes.count, bytes[end] != 0x3C { end += 1 }
        guard end > start, byte(end + 1) == 0x2F else { return nil }
        var name = (end + 2)..<wordEndAt(end + 2)
        if byte(name.upperBound) == 0x3A { name = (name.upperBound + 1)..<wordEndAt(name.upperBound + 1) }
        guard keyClass(name).isSecret, !Placeholder.isNone(bytes, start..<end) else { return nil }
        add(start..<end, rule: keyClass(name).rule)
        return end
    }

    private func wordEndAt(_ start: Int) -> Int {
        var end = start
        while byte(end).isNameByte { end += 1 }
        return end
    }

    /// `<passwords><string>x</string></passwords>`: every text in it.
    private mutating func innerTexts(_ name: Range<Int>, from start: Int) -> Int? {
        var index = start
        var next: Int?
        while index < bytes.count {
            if bytes[index] == 0x3C {
                if byte(index + 1) == 0x2F, word((index + 2)..<wordEndAt(index + 2)) == word(name) { break }
                while index < bytes.count, bytes[index] != 0x3E { index += 1 }
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, bytes[end] != 0x3C { end += 1 }
            if end < bytes.count, !Placeholder.isNone(bytes, index..<end),
                !(index..<end).allSatisfy({ bytes[$0].isSpace })
            {
                add(index..<end, rule: .secret)
                next = end
            }
            index = end
        }
        return next
    }

    private mutating func elementText(_ keyClass: KeyClass, _ site: KeySite, from start: Int) -> Int? {
        var content = skipBlanks(start)
        while has("<!--", at: content), let close = (content..<bytes.count).first(where: { has("-->", at: $0) }) {
            content = skipBlanks(close + 3)
        }
        let isCharacterData = has("<![cdata[", at: content)
        if isCharacterData { content += 9 }
        if content >= bytes.count {
            // `#include <passwd.h>`
            guard grammar != .source, !bytes[site.range].contains(0x2E) || grammar == .xml else { return nil }
            guard grammar == .xml || !grammar.isParsedThroughout || grammar == .text else { return nil }
            let reach = grammar == .xml ? 64 : 8
            guard keyClass.isSecret else { return nil }
            mode = .elementText(keyClass, isCharacterData: isCharacterData, linesLeft: reach, isLabelled: false)
            return bytes.count
        }
        var end = content
        while end < bytes.count, isCharacterData ? !has("]]>", at: end) : bytes[end] != 0x3C { end += 1 }
        let isClosed = end < bytes.count
        while end > content, bytes[end - 1].isSpace { end -= 1 }
        if end == content, byte(content) == 0x3C, byte(content + 1).isLetter, keyClass.isSecret, grammar == .xml {
            // The value is in an element within this one.
            pending.set(keyClass)
        }
        guard end > content else { return nil }
        // Prose such as "<password> must be set" is no element.
        if !isClosed, grammar != .xml, bytes[content..<end].contains(where: { $0.isBlank }) { return nil }
        let value = Value(range: content..<end, next: end, isQuoted: true)
        guard accept(keyClass, value, site) else {
            if !isClosed, grammar == .xml, Label.starts(bytes, at: content, before: end) {
                mode = .elementText(keyClass, isCharacterData: isCharacterData, linesLeft: 64, isLabelled: true)
            }
            return nil
        }
        if !isClosed, grammar == .xml {
            mode = .elementText(keyClass, isCharacterData: isCharacterData, linesLeft: 64, isLabelled: true)
        }
        return end
    }

    private mutating func elementTextLine(
        _ keyClass: KeyClass,
        isCharacterData: Bool,
        linesLeft: Int,
        isLabelled: Bool
    ) -> Int {
        let header = grammar.isParsedThroughout ? 0 : LogHeader.end(bytes)
        var start = skipBlanks(header)
        var isCharacterData = isCharacterData
        while !isCharacterData, has("<!--", at: start),
            let close = (start..<bytes.count).first(where: { has("-->", at: $0) })
        {
            start = skipBlanks(close + 3)
        }
        if !isCharacterData, has("<![cdata[", at: start) {
            isCharacterData = true
            start += 9
        }
        var end = start
        while end < bytes.count, isCharacterData ? !has("]]>", at: end) : bytes[end] != 0x3C { end += 1 }
        let isClosed = end < bytes.count
        let range = start..<end
        let isEmpty = range.allSatisfy { bytes[$0].isSpace }
        if !isEmpty, !Placeholder.isNone(bytes, range) {
            maskPiece(range, keyClass.rule, isLabelled: isLabelled)
        }
        if isClosed || linesLeft <= 1 {
            mode = .plain
            // The value is in an element within this one.
            if isEmpty, !isLabelled, byte(end + 1) != 0x2F, keyClass.isSecret { pending.set(keyClass) }
            return isClosed ? end : bytes.count
        }
        mode = .elementText(
            keyClass,
            isCharacterData: isCharacterData,
            linesLeft: linesLeft - 1,
            isLabelled: isLabelled || !isEmpty
        )
        return bytes.count
    }

    // MARK: - Key material

    /// `-----BEGIN … PRIVATE KEY-----` at `index`: masks up to the end mark, on this line or later ones.
    mutating func keyBlock(at index: Int) -> Int? {
        guard has("-----begin ", at: index) || has("---- begin ", at: index) else { return nil }
        var end = index + 10
        while end < bytes.count, end - index < 80, bytes[end].isUpper || bytes[end].isDigit || bytes[end] == 0x20 {
            end += 1
        }
        let title = bytes[index..<end]
        guard Self.contains(title, "PRIVATE"), has("----", at: end) else {
            // OpenVPN's static key has a title of mixed case.
            guard has("-----begin openvpn static key v1-----", at: index) else {
                if !grammar.isParsedThroughout, end + 8 > bytes.count { mode = .publicBlock(linesLeft: 400) }
                return nil
            }
            return keyBlockStart(at: index, from: index + 37)
        }
        while byte(end) == 0x2D { end += 1 }
        return keyBlockStart(at: index, from: end)
    }

    /// `-----END … PRIVATE KEY-----` of a block that began on no line read: what stands before it on this line.
    mutating func keyBlockEnd(at index: Int) -> Int? {
        guard has("-----end ", at: index) || has("---- end ", at: index) else { return nil }
        var title = index
        while title < bytes.count, title - index < 60, !has("private", at: title) { title += 1 }
        guard has("private", at: title) else { return nil }
        var start = index
        while start > 0 {
            let byte = bytes[start - 1]
            guard ByteSet.base64.contains(byte) || byte == .backslash else { break }
            start -= 1
        }
        // A prefix of the line is not part of it.
        guard index - start >= 16 else { return nil }
        var isLabelled = false
        maskKey(start..<index, &isLabelled)
        return index + 8
    }

    /// The beginning of key material as every key of its kind begins: `MIIEowIBAAKC`, `b3BlbnNzaC1rZXktdjE`.
    mutating func keyBody(at index: Int) -> Int? {
        let isKey: Bool
        switch bytes[index] {
        case 0x4D:
            isKey =
                exactly("MHcCAQEEI", at: index) || exactly("MIGkAgEBBD", at: index)
                || (exactly("MII", at: index)
                    && (exactly("IBAAK", at: index + 6) || exactly("IBADANBgkqhkiG9w0BAQEFAASC", at: index + 6)))
                || exactly("MIGHAgEAMBMGByqGSM49", at: index) || exactly("MC4CAQAwBQYDK2Vw", at: index)
                || (exactly("MII", at: index) && exactly("TBfBgkqhkiG9w0BBQ0w", at: index + 6))
        case 0x62: isKey = exactly("b3BlbnNzaC1rZXktdjEA", at: index)
        case 0x6C: isKey = exactly("lQOYBF", at: index) || exactly("lQdGBF", at: index) || exactly("lQIGBF", at: index)
        default: isKey = false
        }
        guard isKey else { return nil }
        var end = index
        while end < bytes.count, ByteSet.base64.contains(bytes[end]) || startsEscape(end) { end += 1 }
        guard end - index >= 40 else { return nil }
        var isLabelled = false
        maskKey(index..<end, &isLabelled)
        if end == bytes.count { mode = .keyBlock(linesLeft: 400, isLabelled: true) }
        return end
    }

    /// An escaped line end: `\n`, or one of its bytes.
    private func startsEscape(_ index: Int) -> Bool {
        bytes[index] == .backslash && (byte(index + 1).isAny(of: "nr\\"))
    }

    func exactly(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { text in
            for offset in 0..<count where unsafe bytes[index + offset] != text[offset] { return false }
            return true
        }
    }

    /// A line of nothing but as much base 64 as a line of a key holds, where no block was begun: the rest of one.
    mutating func orphanedKeyLine() -> Bool {
        guard !grammar.isParsedThroughout, bytes.count >= 64, ByteSet.base64.contains(bytes[bytes.count - 1]) else {
            return false
        }
        var start = bytes.count
        while start > 0, bytes.count - start <= 70, ByteSet.base64.contains(bytes[start - 1]) { start -= 1 }
        let count = bytes.count - start
        guard count == 64 || count == 70, keyLineStart() == start else { return false }
        var kinds = (upper: 0, lower: 0, digits: 0, changes: 0)
        for index in start..<bytes.count {
            if bytes[index].isUpper {
                kinds.upper += 1
            } else if bytes[index].isLower {
                kinds.lower += 1
            } else if bytes[index].isDigit {
                kinds.digits += 1
            }
        }
        guard kinds.upper >= 8, kinds.lower >= 8, kinds.digits >= 2 else { return false }
        var isLabelled = false
        maskKey(start..<bytes.count, &isLabelled)
        mode = .keyBlock(linesLeft: 400, isLabelled: true)
        return true
    }

    private mutating func keyBlockStart(at mark: Int, from start: Int) -> Int {
        noteKeyPrefix(before: mark)
        let end = keyBlockLine(from: start, linesLeft: 400, isLabelled: false)
        // `{"log":"-----BEGIN … KEY-----\n","stream":"stdout"}`
        if case .plain = mode, !keyPrefix.isEmpty, endMark(from: start) == nil, endsPrefixedLine(start) {
            mode = .keyBlock(linesLeft: 400, isLabelled: false)
        }
        return end
    }

    /// Masks the key material of this line from `start` on.
    private mutating func keyBlockLine(from start: Int, linesLeft: Int, isLabelled: Bool) -> Int {
        var isLabelled = isLabelled
        var start = start
        let isOwnLine = start == 0
        if isOwnLine, !bytes.isEmpty {
            if let behind = keyStartBehindPrefix() {
                if let end = prefixedKeyEnd(behind) {
                    maskKey(behind..<end, &isLabelled)
                    mode = linesLeft > 0 ? .keyBlock(linesLeft: linesLeft - 1, isLabelled: isLabelled) : .plain
                    return bytes.count
                }
                start = behind
                if !isKeyHead(behind), bytes[behind...].contains(where: \.isBlank) {
                    mode = .plain
                    return 0
                }
            } else {
                start = keyLineStart()
            }
        }
        if let end = endMark(from: start) {
            maskKey(start..<end, &isLabelled)
            mode = .plain
            // Behind the mark `-----END … KEY-----`.
            var next = end
            while next < bytes.count, bytes[next] == 0x2D || bytes[next].isUpper || bytes[next] == 0x20 { next += 1 }
            return max(next, end + 1)
        }
        guard linesLeft > 0, isKeyMaterial(start) else {
            if linesLeft > 0, isOwnLine, isStranger() {
                mode = .keyBlock(linesLeft: linesLeft - 1, isLabelled: isLabelled)
            } else {
                mode = .plain
            }
            return start == 0 || isKeyMaterial(start) ? start : 0
        }
        maskKey(start..<bytes.count, &isLabelled)
        mode = .keyBlock(linesLeft: linesLeft - 1, isLabelled: isLabelled)
        return bytes.count
    }

    /// Where the material begins on a line of its own: behind a log header, indent, comment mark or quote.
    func keyLineStart() -> Int {
        var start = LogHeader.end(bytes)
        if start >= bytes.count { start = 0 }
        // `Nov 21 01:39:03 web1 app[2210]: `
        let isSystemLog = byte(3) == 0x20 && byte(6) == 0x20 && byte(9) == 0x3A && byte(12) == 0x3A && bytes[0].isUpper
        if start > 0 || isSystemLog,
            let colon = (start..<min(bytes.count, start + 100)).first(where: {
                bytes[$0] == 0x3A && byte($0 + 1) == 0x20
            })
        {
            start = colon + 1
        }
        while start < bytes.count, bytes[start].isBlank || bytes[start].isAny(of: "\"'#*>|") { start += 1 }
        return start
    }

    private mutating func maskKey(_ range: Range<Int>, _ isLabelled: inout Bool) {
        var start = range.lowerBound
        var end = range.upperBound
        // Escaped line ends and what a literal needs around its pieces stay.
        while start < end {
            if bytes[start] == .backslash, byte(start + 1).isAny(of: "nr") {
                start += 2
            } else if bytes[start].isSpace || bytes[start].isQuote {
                start += 1
            } else {
                break
            }
        }
        while end > start {
            if end - start > 1, bytes[end - 2] == .backslash, bytes[end - 1].isAny(of: "nr") {
                end -= 2
            } else if bytes[end - 1].isSpace || bytes[end - 1].isQuote || bytes[end - 1].isAny(of: "+,;\\") {
                end -= 1
            } else {
                break
            }
        }
        guard start < end else { return }
        if Label.starts(bytes, at: start, before: end) {
            isLabelled = true
            return
        }
        add(start..<end, rule: .privateKey, style: isLabelled ? .erased : .label)
        isLabelled = true
    }

    private func endMark(from start: Int) -> Int? {
        var index = start
        defer { effort.spend(4 * (index - start)) }
        while index < bytes.count {
            if bytes[index] == 0x2D, has("-----end ", at: index) || has("---- end ", at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether the line from `start` on can be part of a key block: base 64, a header of it, a label or nothing.
    private func isKeyMaterial(_ start: Int) -> Bool {
        var end = bytes.count
        while end > start, bytes[end - 1].isSpace || bytes[end - 1].isQuote || bytes[end - 1].isAny(of: "+,;\\") {
            end -= 1
        }
        guard start < end else { return true }
        if Label.starts(bytes, at: start, before: end) { return true }
        if isKeyHead(start) { return true }
        return (start..<end).allSatisfy { ByteSet.keyMaterial.contains(bytes[$0]) }
    }

    /// A header of a key block, or its end mark.
    private func isKeyHead(_ start: Int) -> Bool {
        let heads: [StaticString] = [
            "proc-type:", "dek-info:", "comment:", "version:", "charset:", "hash:", "-----end ", "---- end ",
        ]
        return heads.contains { has($0, at: start) }
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains { start in
            bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
