// Invented people: common and compound surnames, one- and two-character given names, and characters that break
// systems which only know the common ones (𬍛 lies outside the basic plane).
const NAMES = `
陈思远 李晓彤 王海涛 张雨桐 刘子轩 杨静怡 黄志强 赵欣然 周文博 吴佳宁 徐建华 孙语嫣 马骏驰 朱丽华 胡明哲 郭晓东 何雪梅 高宇航
林婉清 罗浩然 梁嘉怡 宋立新 郑凯文 谢雨薇 韩冬梅 唐国栋 冯思琪 于海洋 董文静 萧逸飞 程晓雯 曹俊杰 袁梦洁 邓超群 许诺 傅晨曦
沈佳琪 曾庆华 彭丹丹 吕志远 苏晓棠 卢伟明 蒋欣怡 蔡国强 贾玉婷 丁一鸣 魏子涵 薛冰 叶知秋 阎立群 余秋桐 潘晓峰 杜若溪 戴维佳
夏雨禾 钟天佑 汪海 田甜 任盈月 姜文斌 范思雨 方圆 石磊 姚晓燕 谭松月 廖凡星 邹雨辰 熊天翼 金灿阳 陆鸣 郝宁 孔令怡
欧阳雪莹 司徒建国 上官婉宁 诸葛明轩 尉迟龙飞 令狐子墨 皇甫思齐 慕容清越 仉晓丹 逄博文 禤淑贤 瞿然 亓志刚 宓雪
刘龑 王喆 张翀 李垚 陈赟 赵焱 孙淼 周𬍛 朱镕昇 吴祎宁 郑旻昊 冯㛃
`;

export const personNames: readonly string[] = NAMES.trim().split(/\s+/);
