/// Names put together from lists; whoever bears one does so by chance.
enum InventedNames: Sendable {
    private static let surnames = Array(
        """
        赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳
        """
    )
    private static let given = Array(
        """
        安柏昌晨诚春丹德东恩芳丰凤刚光桂国海涵禾和红鸿华慧嘉建江洁金静军康兰乐丽莲林玲龙梅美敏明宁平萍琪勤晴庆荣瑞珊书淑思涛文希贤
        祥晓欣秀雪雅燕阳怡英莹永玉远月云芸泽兆哲珍正志中竹子
        """.filter { $0 != "\n" }
    )
    private static let dotted = [
        "阿依努尔·吐尔逊", "古丽娜·艾山", "热依汗·买买提", "阿孜古丽·玉素甫", "巴特尔·朝鲁", "其其格·乌兰", "扎西·多吉", "卓玛·央金",
    ]

    static func surname(_ random: inout SeededRandom) -> String { String(random.pick(surnames)) }

    /// One or two characters.
    static func given(_ random: inout SeededRandom) -> String {
        let first = String(random.pick(given))
        return random.chance(permille: 700) ? first + String(random.pick(given)) : first
    }

    /// A name of parts with a middle dot.
    static func dotted(_ random: inout SeededRandom) -> String { random.pick(dotted) }
}
