/// A county or prefecture that was abolished, and what took its place. Such codes live on in numbers and old records.
public struct FormerRegion: Sendable, Hashable {
    public let code: RegionCode
    public let name: String
    /// The largest part first; more than one when it was divided.
    public let successors: [RegionCode]

    /// The abolished codes of the Yangtze Delta that old records still hold, with the regions of GB/T 2260 today.
    public static let yangtzeDelta: [FormerRegion] = [
        FormerRegion("310103", "卢湾区", ["310101"]),
        FormerRegion("310108", "闸北区", ["310106"]),
        FormerRegion("310119", "南汇区", ["310115"]),
        FormerRegion("310230", "崇明县", ["310151"]),
        FormerRegion("320103", "白下区", ["320104"]),
        FormerRegion("320107", "下关区", ["320106"]),
        FormerRegion("320502", "沧浪区", ["320508"]),
        FormerRegion("320503", "平江区", ["320508"]),
        FormerRegion("320504", "金阊区", ["320508"]),
        FormerRegion("330103", "下城区", ["330105"]),
        FormerRegion("330104", "江干区", ["330102", "330114"]),
        FormerRegion("341400", "巢湖市", ["340100", "340200", "340500"]),
        FormerRegion("341402", "居巢区", ["340181"]),
        FormerRegion("341421", "庐江县", ["340124"]),
        FormerRegion("341422", "无为县", ["340281"]),
        FormerRegion("341423", "含山县", ["340522"]),
        FormerRegion("341424", "和县", ["340523"]),
    ]

    private init(_ code: String, _ name: String, _ successors: [String]) {
        self.code = RegionCode(unchecked: code)
        self.name = name
        self.successors = successors.map { RegionCode(unchecked: $0) }
    }
}
