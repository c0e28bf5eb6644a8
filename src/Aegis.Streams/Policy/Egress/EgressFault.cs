namespace Aegis.Streams.Policy.Egress;

/// <summary>Why a URL has no single meaning, or none for egress. <see cref="EgressHints"/> says what to write instead.</summary>
public enum EgressFault
{
    /// <summary>There is no fault.</summary>
    None,

    /// <summary>Longer than <see cref="EgressTarget.MaxLength"/> bytes.</summary>
    TooLong,

    /// <summary>The scratch of the caller is shorter than the URL. A fault of the caller, not of the URL.</summary>
    ScratchTooSmall,

    /// <summary>A control character, a space, a tab or a line break, which some readers strip and others do not.</summary>
    ControlOrSpace,

    /// <summary>A backslash, which some readers take for a slash.</summary>
    Backslash,

    /// <summary>A fragment, which is never sent and hides text from readers that cut it off late.</summary>
    Fragment,

    /// <summary>No scheme, or one that is not 1 to 32 letters, digits, `+`, `-` or `.` after a letter.</summary>
    NoScheme,

    /// <summary>The scheme is not followed by `//`.</summary>
    NoAuthority,

    /// <summary>The scheme reaches no host: `file`, `data`, `javascript` and their like.</summary>
    SchemeWithoutHost,

    /// <summary>User information before the host, which is mistaken for it.</summary>
    UserInfo,

    /// <summary>A byte outside of ASCII in the authority.</summary>
    NonAsciiHost,

    /// <summary>A percent escape in the host.</summary>
    EscapeInHost,

    /// <summary>No host.</summary>
    EmptyHost,

    /// <summary>A dot after the last label.</summary>
    TrailingDot,

    /// <summary>A dot at the start, or two in a row.</summary>
    EmptyLabel,

    /// <summary>A label with other characters than letters, digits and inner hyphens.</summary>
    BadLabel,

    /// <summary>A label of more than 63 bytes, or a host of more than 253.</summary>
    HostTooLong,

    /// <summary>A label after `xn--` that is not Punycode (RFC 3492), or stands for characters that other names are made of.</summary>
    BadALabel,

    /// <summary>A number that some readers take for an IPv4 address, other than four decimals without leading zeros.</summary>
    NumericHost,

    /// <summary>IPv6 that is not in brackets, not an address, or not in the one spelling of RFC 5952.</summary>
    Ipv6Spelling,

    /// <summary>An IPv6 zone, which means something on one machine only.</summary>
    Ipv6Zone,

    /// <summary>An IPv6 address that carries an IPv4 address, and so is a second name for it.</summary>
    Ipv6Embedding,

    /// <summary>A port that is empty, zero, over 65535, or not plain digits without leading zeros.</summary>
    BadPort,

    /// <summary>No port, and a scheme without a default one.</summary>
    PortMissing,

    /// <summary>A query right after the host, which some readers take for a part of the authority.</summary>
    QueryWithoutPath,

    /// <summary>A byte outside of ASCII in the path or the query.</summary>
    NonAsciiPath,

    /// <summary>A character that RFC 3986 has no place for in a path or a query.</summary>
    BadCharacter,

    /// <summary>A semicolon in the path: some servers cut parameters off before they look at the segment.</summary>
    Semicolon,

    /// <summary>A segment of nothing but dots, or of dots and escaped spaces.</summary>
    DotSegment,

    /// <summary>Two slashes in a row in the path.</summary>
    EmptySegment,

    /// <summary>A `%` without two hexadecimal digits.</summary>
    MalformedEscape,

    /// <summary>An escaped `%`, which means one thing when decoded once and another when decoded twice.</summary>
    EscapedPercent,

    /// <summary>An escaped slash, backslash, `?`, `#` or `;`, which changes the structure for readers that decode first.</summary>
    EscapedSeparator,

    /// <summary>An escaped NUL or other control character.</summary>
    EscapedControl,

    /// <summary>An escaped dot.</summary>
    EscapedDot,

    /// <summary>An escaped letter, digit, `-`, `_` or `~`, which some clients send as it is and others unescape.</summary>
    EscapedPlain,

    /// <summary>Escaped bytes that are not UTF-8, such as overlong forms of a slash.</summary>
    EscapedNotUtf8,

    /// <summary>An escaped character that compatibility folding (NFKC) turns into a dot, a slash or another separator.</summary>
    EscapedLookalike,
}
