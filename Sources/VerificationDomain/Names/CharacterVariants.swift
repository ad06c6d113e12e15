/// Which characters of names stand for each other: traditional and simplified, variants, private-use leftovers.
///
/// A short list of characters that occur in surnames and common given names, not a general converter: an unlisted pair
/// is a mismatch, which a reviewer settles. Characters with two simplified meanings are left out.
enum CharacterVariants: Sendable {
    /// Pairs of a traditional or variant character and the one that stands for both.
    private static let pairs = """
        張张 陳陈 劉刘 楊杨 黃黄 趙赵 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 韓韩 馮冯 蕭萧 許许 鄧邓 葉叶 蘇苏 盧卢 蔣蒋 賈贾 陸陆 閻阎 鐘钟 鍾钟 譚谭 鄒邹 賴赖 龔龚 龐庞 顧顾 嚴严 湯汤 溫温
        華华 錢钱 魯鲁 韋韦 喬乔 閔闵 費费 莊庄 聶聂 齊齐 連连 單单 顏颜 畢毕 賀贺 鄔邬 寶宝 龍龙 雲云 貝贝 駱骆 蘭兰 藍蓝 慶庆 項项 歐欧 關关 陽阳 東东 諸诸 麥麦 鳳凤 鳥鸟 談谈 宮宫
        寧宁 甯宁 儲储 師师 衛卫 時时 萬万 遲迟 區区 車车 應应 盤盘 鄺邝 黨党 紀纪 練练 繆缪 閆闫 習习 鮑鲍 榮荣 滿满 樓楼 欒栾 塗涂 蘆芦 譙谯 國国 偉伟 麗丽 軍军 傑杰 強强 彊强 勳勋
        勛勋 義义 豐丰 興兴 愛爱 艷艳 豔艳 靜静 紅红 蘋苹 曉晓 學学 誌志 鵬鹏 飛飞 輝辉 煇辉 濤涛 鋒锋 鋼钢 銀银 鐵铁 錦锦 鈞钧 銘铭 鎮镇 鑒鉴 鋭锐 銳锐 瑋玮 瓊琼 環环 瑩莹 瑤瑶 璽玺
        珎珍 蓮莲 蔭荫 薩萨 藝艺 蘊蕴 薔蔷 樹树 棟栋 權权 楓枫 櫻樱 楨桢 潔洁 澤泽 濟济 灝灏 瀾澜 漢汉 淵渊 濱滨 燁烨 燦灿 煉炼 煒炜 爾尔 愷恺 憲宪 懷怀 憶忆 戀恋 揚扬 擇择 摯挚 攬揽
        紹绍 維维 綱纲 經经 綺绮 緒绪 緯纬 緣缘 縉缙 繼继 續续 績绩 纓缨 純纯 紋纹 綠绿 編编 聰聪 聖圣 聲声 肅肃 臨临 與与 舉举 詩诗 詠咏 語语 誠诚 調调 諾诺 謙谦 議议 讓让 賓宾 賢贤
        貴贵 資资 贊赞 贇赟 軒轩 輯辑 轅辕 達达 遠远 運运 進进 選选 遜逊 過过 邁迈 還还 門门 開开 間间 閣阁 闊阔 隊队 階阶 際际 隨随 雙双 雞鸡 難难 霧雾 靈灵 韜韬 韻韵 順顺 頌颂 預预
        領领 頡颉 穎颖 頴颖 願愿 顯显 風风 飄飘 馳驰 駿骏 騰腾 驍骁 驊骅 驥骥 鯤鲲 鴻鸿 鵑鹃 鶯莺 鶴鹤 鷹鹰 鸞鸾 齡龄 來来 倫伦 俠侠 億亿 儀仪 優优 儉俭 兒儿 凱凯 劍剑 劒剑 剛刚 創创
        務务 動动 勝胜 勞劳 勵励 匯汇 協协 嘯啸 啟启 啓启 員员 問问 喆哲 園园 圓圆 執执 堅坚 堯尧 報报 場场 塵尘 壯壮 壽寿 夢梦 婭娅 嬌娇 嬋婵 孌娈 實实 寬宽 審审 寫写 將将 尋寻 對对
        導导 層层 嵐岚 嶽岳 島岛 峯峰 巖岩 帥帅 幗帼 廣广 廬庐 彥彦 徑径 從从 復复 恆恒 悅悦 憐怜 昇升 陞升 晉晋 暉晖 暢畅 曄晔 曇昙 會会 條条 極极 標标 樂乐 機机 橋桥 檢检 歡欢 歲岁
        氣气 渾浑 潤润 為为 無无 熱热 營营 牽牵 獻献 獨独 現现 琺珐 畫画 異异 眾众 礎础 禮礼 祿禄 禎祯 祕秘 禪禅 積积 穩稳 窩窝 競竞 筆笔 節节 築筑 簡简 籃篮 粵粤 納纳 細细 終终 組组
        結结 統统 絲丝 羣群 翹翘 脈脉 舊旧 艦舰 莖茎 葦苇 蒼苍 蓋盖 薦荐 蟬蝉 裝装 見见 規规 視视 親亲 覺觉 觀观 訓训 記记 訪访 設设 評评 試试 話话 該该 詳详 誼谊 請请 論论 謀谋 講讲
        譯译 護护 讚赞 財财 責责 貿贸 賜赐 質质 賽赛 贏赢 躍跃 軟软 軾轼 載载 輕轻 輔辅 輪轮 農农 邨村 郵邮 醫医 釗钊 釋释 鈴铃 鋪铺 錄录 鍵键 鍇锴 鏡镜 鑄铸 長长 閃闪 閒闲 閩闽 陣阵
        陰阴 險险 隴陇 電电 霽霁 韌韧 響响 頂顶 頓顿 頻频 題题 飲饮 驗验 驚惊 魚鱼 鮮鲜 鳴鸣 鴛鸳 鷗鸥 黌黉 點点 堃坤 仝同 暱昵 晧皓 皜皓 暎映 龢和 吶呐 呂吕 別别 衞卫 産产 產产 內内
        兩两 靑青 戶户 搖摇 眞真 淸清 髙高 﨑崎
        """

    /// Private-use code points whose characters got their own places in GB 18030-2005 and GB 18030-2022 (annex on
    /// changed code positions); older sources still send them.
    private static let privateUse: [UInt32: UInt32] = [
        0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6,
        0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA,
        0xE855: 0x241FE, 0xE864: 0x9FBB,
    ]

    private static let folding: [Character: Character] = {
        var table: [Character: Character] = [:]
        for pair in pairs.split(whereSeparator: \.isWhitespace) where pair.count == 2 {
            if let first = pair.first, let last = pair.last { table[first] = last }
        }
        for (old, new) in privateUse {
            if let old = Unicode.Scalar(old), let new = Unicode.Scalar(new) { table[Character(old)] = Character(new) }
        }
        return table
    }()

    static func grade(_ first: Character, _ second: Character) -> NameMatch {
        // Two equal signs may stand for two characters.
        if first == second { return isPlaceholder(first) ? .placeholder : .normalised }
        let (left, right) = (folding[first] ?? first, folding[second] ?? second)
        if left == right { return .variant }
        if isPrivateUse(left) || isPrivateUse(right) { return isLatin(left) || isLatin(right) ? .mismatch : .variant }
        return isPlaceholder(left) || isPlaceholder(right) ? .placeholder : .mismatch
    }

    /// A sign that a source puts in the place of a character that it cannot show or will not show.
    static func isPlaceholder(_ character: Character) -> Bool {
        switch character {
        case "?", "*", "□", "■", "▢", "○", "〇", "●", "〓", "\u{FFFD}", "×": true
        default: false
        }
    }

    /// A character that says which character it is.
    static func isReadable(_ character: Character) -> Bool { !isPlaceholder(character) && !isPrivateUse(character) }

    /// The three private-use ranges of Unicode, after the known ones are replaced.
    private static func isPrivateUse(_ character: Character) -> Bool {
        guard folding[character] == nil else { return false }
        return character.unicodeScalars.contains { $0.properties.generalCategory == .privateUse }
    }

    private static func isLatin(_ character: Character) -> Bool { character.isASCII && character.isLetter }
}
