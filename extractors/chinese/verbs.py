"""What the reporting verbs of Chinese do: which open words, which only judge, whose object is part of the words."""

from __future__ import annotations

# Verbs that only say how somebody behaves: they name a subject and open nothing.
NO_REPORT = frozenset(
    "介绍 阐述 概括 总结 发表讲话 致辞 致电 看到 听到 援引 提到 反思 谈到 谈及 发声 回应 报道 坚持 提出 表态 驳回 宣示 祝愿 阐明 祝贺".split()  # noqa: SIM905
)
CITING = ("引述", "援引", "引用", "转述")
SETS_OUT = frozenset({"谈到", "谈及", "提到", "介绍", "提出"})  # report where a stop stands behind them
# Verbs of will and judgement: reports only of a person, a post or a side that says them outright.
SOFT = frozenset(
    "督促 希望 寄望 期望 盼 力主 力劝 劝告 劝 倡议各方 愿 愿意 支持 反对 决定 要求 期待 盼望 拒绝 同意 显示 估计 预计 预测 相信 担心 担忧 忧虑 认定 认同 赞同 坚信 提请 指认 欢迎 赞赏 感谢 主张 建议 提议 注意到 关注到 质疑 威胁 承诺 抱怨 表达".split()  # noqa: SIM905
)
# Verbs whose object is part of the words: 呼吁各方……
OWN_WORDS = SOFT | frozenset(
    "定调： 反咬 反控 狠批 狂批 怒斥 直斥 斥责 呛声 怒呛 重批 批 淡化 呼吁 促请 力促 确认 深表关切 深表忧虑 深表担忧 深表痛惜 深感忧虑 深感担忧 深感不安 深感痛惜 深感痛心 深感遗憾 深感关切 深感不满 深感失望 深表遗憾 深表不满 深表失望 深表同情 敦促 谴责 批评 指责 并指责 又指责 警告 宣布 否认 抨击 赞扬 称赞 提醒 指控 高度评价 积极评价 驳斥 商定 一致同意 证实 承认 澄清 痛斥 嘲讽 讽刺 警示 告诫 反批 痛批 怒批 炮轰 回呛 反呛 喊话 奉劝 正告".split()  # noqa: SIM905
)
_SPEAKING = (
    "回应 回复 回答 补充 强调 重申 解释 介绍 透露 反驳 驳斥 批评 警告 评论 评价 分析 总结 概括 声明 通报 报道 报导 呼吁 提醒 抨击 质问 反问 追问 回击 反击 讽刺 嘲讽 辩解 感叹 发文 发帖 发推 发推文 推文 坦承 指责 谴责 澄清 否认 证实 表态 喊话 回呛 形容 坦率 留言 转述".split(),  # noqa: SIM905
    "说 称 道 指 谓 表示 指出 写道 认为".split(),  # noqa: SIM905
)
# 回应说, 补充指, 反驳道: a verb of speech and a plain one behind it
COMPOUNDS = frozenset(stem + tail for stem in _SPEAKING[0] for tail in _SPEAKING[1])
UTTERANCES = COMPOUNDS | frozenset(
    "定调： 反咬 反控 狠批 狂批 怒斥 直斥 斥责 呛声 怒呛 重批 定调“ 定调， 回复“ 回复， 回复： 表示 批 淡化 公布， 公布： 提示， 提示： 披露， 披露： 的话说， 的话说： 的话说“ 的话报道， 的话报导， 的话称， 的话指出， 促请 力促 倡议： 坚持认为 坚持说 坚持称 冷回 深表关切 深表忧虑 深表担忧 深表痛惜 深感忧虑 深感担忧 深感不安 深感痛惜 深感痛心 深感遗憾 深感关切 深感不满 深感失望 深表遗憾 深表不满 深表失望 深表同情 指出 强调 说 称 发布消息 质问 有感而发 回应， 回应： 回应: 问： 问: 问道 追问 反指 并指出 又指出 另指出 并指责 又指责 说明： 说明: 提到， 提到： 形容， 形容： 解释， 解释： 补充， 补充： 分析， 分析： 辩解， 辩解： 指 重申 宣布 声称 宣称 透露 警告 坚称 辩称 坦言 直言 写道 呼吁 敦促 认为 告诉 谴责 批评 指责 一致认为 应询表示 郑重声明 明确表示 续称 续指 继续说 继续指出 继续表示 继续称 又指 并指 另指 又称 则称 亦称 亦表示 直指 指， 指： 反问 回答， 回答： 申明 回说 答说 说道 讲道 谈道 坦承 指称 续说 感叹 反批 痛批 怒批 炮轰 回呛 反呛 喊话 奉劝 正告 表态， 表态： 表态“ 谓 告知 答道".split()  # noqa: SIM905
)
