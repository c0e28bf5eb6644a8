namespace Aegis.Streams.Policy.Egress;

/// <summary>What to write instead of a URL that was refused. The texts hold nothing of the URL, so they may be logged and sent.</summary>
public static class EgressHints
{
    /// <summary>Returns the hint for a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>A sentence or two; empty for <see cref="EgressFault.None"/>.</returns>
    public static string Of(EgressFault fault) => fault switch
    {
        EgressFault.None => "",
        EgressFault.TooLong => "Send a URL of at most 2,048 bytes.",
        EgressFault.ScratchTooSmall => "Give the parser a scratch of 2,048 bytes.",
        EgressFault.ControlOrSpace => "Remove spaces, tabs, line breaks and control characters; in a path or query, write a space as %20.",
        EgressFault.Backslash => "Write slashes as /, and a backslash in a query as %5C.",
        EgressFault.Fragment => "Remove # and what follows it; it is never sent.",
        EgressFault.NoScheme => "Begin with a scheme and a host, such as https://api.example.com/.",
        EgressFault.NoAuthority => "Write // and a host after the scheme, such as https://api.example.com/.",
        EgressFault.SchemeWithoutHost => "Use a scheme that calls a host, such as https.",
        EgressFault.UserInfo => "Remove the user information and the @; send credentials in a header.",
        EgressFault.NonAsciiHost => "Write the host in ASCII: an internationalised name as its A-label, such as xn--bcher-kva.example.",
        EgressFault.EscapeInHost => "Write the host without percent escapes.",
        EgressFault.EmptyHost => "Write a host after the //.",
        EgressFault.TrailingDot => "Remove the dot at the end of the host.",
        EgressFault.EmptyLabel => "Write one dot between labels of the host, and none before the first.",
        EgressFault.BadLabel => "Use letters, digits and inner hyphens only in labels of the host; underscores are not allowed.",
        EgressFault.HostTooLong => "Write labels of at most 63 characters and a host of at most 253.",
        EgressFault.BadALabel => "Write the A-label as a converter for IDNA makes it, such as xn--bcher-kva.",
        EgressFault.NumericHost => "Write an IPv4 address as four decimal numbers from 0 to 255 without leading zeros, such as 192.0.2.1.",
        EgressFault.Ipv6Spelling => "Write an IPv6 address in brackets, lower-case and shortest (RFC 5952), such as [2001:db8::1].",
        EgressFault.Ipv6Zone => "Remove the zone from the IPv6 address.",
        EgressFault.Ipv6Embedding => "Write the IPv4 address itself, such as 192.0.2.1, not an IPv6 address that carries it.",
        EgressFault.BadPort => "Write a port from 1 to 65535 without leading zeros, or leave out the colon.",
        EgressFault.PortMissing => "Write the port; only http, https, ws and wss have a default one.",
        EgressFault.QueryWithoutPath => "Write a / between the host and the ?.",
        EgressFault.NonAsciiPath => "Write characters outside of ASCII as percent-encoded UTF-8.",
        EgressFault.BadCharacter => "Percent-encode characters that RFC 3986 does not allow here, such as \" < > [ ] ^ ` { | }.",
        EgressFault.Semicolon => "Remove ; from the path; send parameters in the query.",
        EgressFault.DotSegment => "Write the path without segments of dots.",
        EgressFault.EmptySegment => "Write one slash between segments of the path.",
        EgressFault.MalformedEscape => "Write two hexadecimal digits after each %.",
        EgressFault.EscapedPercent => "Remove %25 from the path; encode once only.",
        EgressFault.EscapedSeparator => "Remove escaped / \\ ? # and ; from the path.",
        EgressFault.EscapedControl => "Remove escaped control characters.",
        EgressFault.EscapedDot => "Write dots in the path as they are, not as %2E.",
        EgressFault.EscapedPlain => "Write letters, digits, - _ and ~ in the path as they are, not percent-encoded.",
        EgressFault.EscapedNotUtf8 => "Percent-encode characters outside of ASCII as their UTF-8 bytes.",
        EgressFault.EscapedLookalike => "Remove characters from the path that look like dots, slashes or other separators, such as fullwidth ones.",
        _ => "Send a plain URL, such as https://api.example.com/v1/orders.",
    };
}
