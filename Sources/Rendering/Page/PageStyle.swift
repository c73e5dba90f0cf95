/// How a page looks: on a screen by day and night, in forced colours, on paper.
///
/// Contrast is at least 4.5 to 1 in both schemes, targets are at least 24 pixels, and nothing is
/// said by colour alone. Source: WCAG 2.2, success criteria 1.4.1, 1.4.3, 2.4.7 and 2.5.8.
enum PageStyle {
    static let text = """
        :root{color-scheme:light dark;--soft:#57606a;--line:#d0d7de;--ink:#1b1f24;--ground:#fff;\
        --raised:#f6f8fa;--accent:#0b57a4}@media(prefers-color-scheme:dark){:root{--soft:#9ea7b3;\
        --line:#30363d;--ink:#e6edf3;--ground:#0d1117;--raised:#161b22;--accent:#79b8ff}}
        *{box-sizing:border-box}[hidden]{display:none!important}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);\
        max-width:70rem;margin:0 auto;padding:0 1rem 1rem;overflow-wrap:anywhere}
        h1{margin:.6em 0 .1em;font-size:1.6rem}h2{font-size:1.1rem;margin:1.2em 0 .3em}
        a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;padding:.3rem;\
        background:var(--ground);z-index:2}
        .basis,.soft,.count{color:var(--soft);margin:0}.count{font-weight:400}
        .banner{border:2px solid var(--accent);padding:.4rem .7rem;margin:.6rem 0}
        .note{border-left:4px solid var(--accent);padding-left:.6rem}
        .limits,.travel{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;margin:.6rem 0}
        .travel input{flex:1 1 16rem;min-height:28px}.travel output{min-width:8em;font-weight:600}
        input,button,.button{font:inherit;color:inherit;background:var(--raised);\
        border:1px solid var(--soft);border-radius:4px;padding:.15rem .5rem;min-height:28px}
        input[type=range]{padding:0}.button{text-decoration:none;display:inline-block}
        button[aria-pressed=true]{background:var(--accent);color:var(--ground);\
        border-color:var(--accent)}button[aria-pressed=true]::before{content:"\\2713  "}
        .filters{border-block:1px solid var(--line);padding:.5rem 0;margin:1rem 0}
        .chips{display:flex;flex-wrap:wrap;gap:.3rem;margin:.4rem 0}
        .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 1.5rem}
        .panels ul{padding-left:1.1rem;margin:.2rem 0}.panels summary{color:var(--soft)}
        .chart{overflow-x:auto;margin:1rem 0}.chart svg{max-width:100%;height:auto;min-width:40rem}
        .history{list-style:none;padding:0;margin:0}.history>li{border-top:1px solid var(--line);\
        content-visibility:auto;contain-intrinsic-size:auto 2.4rem}
        summary{cursor:pointer;padding:.35rem 0;min-height:28px}
        .date{font-variant-numeric:tabular-nums;font-weight:600;margin-right:.4rem}
        .state{color:var(--soft);margin-right:.4rem}.amount,.slip{white-space:nowrap;\
        border-bottom:1px dotted}.doubt{border:1px dashed;padding:0 .3rem}
        .tier{font-weight:600;text-decoration:none;border:1px solid;padding:0 .3rem}
        dl{display:grid;grid-template-columns:minmax(6rem,8rem) 1fr;gap:0 .6rem;\
        margin:0 0 .6rem 1.1rem;font-size:.92rem}dt{color:var(--soft)}dd{margin:0}
        #diff h3{margin:.8em 0 .2em;font-size:1rem}del{color:var(--soft)}ins{text-decoration:none;\
        font-weight:600}dialog{color:var(--ink);background:var(--ground);max-width:30rem}
        footer{border-top:1px solid var(--line);margin-top:1rem;color:var(--soft);font-size:.85rem}
        table{border-collapse:collapse}th,td{text-align:left;padding:.15rem .6rem .15rem 0;\
        vertical-align:top;border-top:1px solid var(--line);overflow-wrap:break-word}
        @media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.2rem}}
        @media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media(forced-colors:active){button[aria-pressed=true]{forced-color-adjust:none}}
        @media print{:root{color-scheme:light;--soft:#444;--line:#bbb;--ink:#000;--ground:#fff;\
        --raised:#fff;--accent:#000}body{max-width:none;padding:0;font-size:10pt}\
        .filters,.travel,form,.skip,dialog,#diff-form{display:none!important}\
        .history>li{break-inside:avoid;content-visibility:visible}\
        details::details-content{display:block;content-visibility:visible;height:auto}\
        summary{list-style:none}.chart{overflow:visible}.chart svg{width:100%;min-width:0}\
        a[href^=http]::after{content:" <" attr(href) ">";font-size:8pt}\
        dd a[href^=http]::after{content:""}}
        """
}
