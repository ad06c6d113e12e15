/// The part of Unicode's compatibility folding (NFKC, UAX #15) that Chinese registers need.
///
/// NFKC itself is in neither the standard library nor FoundationEssentials. Done here: full-width ASCII (U+FF01–FF5E)
/// and the ideographic space become ASCII, Kangxi radicals (U+2F00–2FD5, left behind by OCR and PDF) become ideographs.
/// Canonical equivalents, such as the compatibility ideographs U+F900–FAD9, compare equal as Swift strings anyway.
enum WidthFolding: Sendable {
    /// The 214 ideographs of U+2F00–2FD5 in order (UnicodeData.txt, field 5).
    private static let kangxi = Array(
        """
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾
        干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生
        用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷
        豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻
        黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
        """.unicodeScalars.filter { $0 != "\n" }
    )

    static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        case 0x2F00...0x2FD5: kangxi[Int(scalar.value - 0x2F00)]
        default: scalar
        }
    }

    /// The text with every character made narrow.
    static func narrow(_ text: some StringProtocol) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { folded.append(narrow(scalar)) }
        return String(folded)
    }

    /// A dot that registers write between the parts of a name or of a plate: whichever of them it is says nothing.
    static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0xB7, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: true
        default: false
        }
    }

    /// White space, and the invisible characters that registers pad with (domain rule for names and numbers).
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x2060, 0xFEFF: true
        default: scalar.properties.isWhitespace
        }
    }
}
