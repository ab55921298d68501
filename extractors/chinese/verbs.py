"""What the reporting verbs of Chinese do: which open words, which only judge, whose object is part of the words."""

from __future__ import annotations

# Verbs that only say how somebody behaves: they name a subject and open nothing.
NO_REPORT = frozenset(
    "介绍 阐述 概括 总结 发表讲话 致辞 致电 看到 听到 援引 提到 反思 谈到 谈及 发声 回应 报道 坚持 提出 表态 驳回 宣示 祝愿 阐明 祝贺".split()  # noqa: SIM905
)
# Verbs of will and judgement: reports only of a person, a post or a side that says them outright.
SOFT = frozenset(
    "督促 希望 寄望 期望 盼 力主 力劝 劝告 劝 倡议各方 愿 愿意 支持 反对 决定 要求 期待 盼望 拒绝 同意 显示 估计 预计 预测 相信 担心 担忧 忧虑 认定 认同 赞同 坚信 提请 指认 欢迎 赞赏 感谢 主张 建议 提议 注意到 关注到 质疑 威胁 承诺 抱怨".split()  # noqa: SIM905
)
# Verbs whose object is part of the words: 呼吁各方……
OWN_WORDS = SOFT | frozenset(
    "呼吁 促请 力促 确认 深表关切 深表忧虑 深表担忧 深表痛惜 深感忧虑 深感担忧 深感不安 深感痛惜 敦促 谴责 批评 指责 并指责 又指责 警告 宣布 否认 抨击 赞扬 称赞 提醒 指控 高度评价 积极评价 驳斥 商定 一致同意 证实 承认 澄清 痛斥 嘲讽 讽刺 警示 告诫 反批 痛批 怒批 炮轰 回呛 反呛 喊话 奉劝 正告".split()  # noqa: SIM905
)
UTTERANCES = frozenset(
    "表示 的话说， 的话说： 的话说“ 促请 力促 倡议： 辩解说 辩解称 辩解道 坚持认为 坚持说 坚持称 冷回 深表关切 深表忧虑 深表担忧 深表痛惜 深感忧虑 深感担忧 深感不安 深感痛惜 指出 强调 说 称 发文说 发文道 发推文称 发推文说 发推称 发推说 推文称 发帖说 发布消息 质问 质问道 有感而发 回应， 回应： 回应: 问： 问: 问道 追问 反指 并指出 又指出 另指出 并指责 又指责 说明： 说明: 提到， 提到： 形容， 形容： 指 重申 宣布 声称 宣称 透露 警告 警告说 警告称 坚称 辩称 回应说 回应称 补充说 补充道 补充称 坦言 直言 写道 呼吁 敦促 认为 介绍说 解释说 强调说 声明说 声明称 发文称 发文表示 反驳说 回答说 告诉 谴责 批评 指责 一致认为 重申称 应询表示 郑重声明 明确表示 续称 续指 又指 并指 另指 又称 则称 亦称 亦表示 直指 指， 指： 反问 反问道 回应道 回答， 回答： 报导称 报道称 报道说 通报称 通报说 申明 分析认为 分析指出 评论称 评论说 回说 答说 说道 讲道 谈道 回应表示 回应指 反驳道 反驳表示 驳斥说 驳斥称 驳斥道 回击说 回击称 坦承 指称 续说 补充指 补充表示 强调称 重申说 批评说 批评称 呼吁说 感叹 总结道 反批 痛批 怒批 炮轰 回呛 反呛 喊话 奉劝 正告 表态， 表态： 表态“ 呼吁道".split()  # noqa: SIM905
)
