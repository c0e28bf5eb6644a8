using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Policy.Egress;

/// <summary>What the platform's own reader makes of a URL that was accepted.</summary>
internal static partial class SecondOpinion
{
    public static void AssertAgrees(string url, EgressParts parts)
    {
        Assert.True(Uri.TryCreate(url, UriKind.Absolute, out var uri), $"{url} is no URI to the platform");
        Assert.Equal(
            (url, parts.Scheme, parts.Host, parts.Port, parts.Path, ""),
            (url, uri.Scheme, uri.Host, uri.Port, UpperEscapes(uri.AbsolutePath), uri.UserInfo));
        Assert.Equal(parts.Host.Trim('[', ']'), uri.IdnHost.Trim('[', ']'));
    }

    private static string UpperEscapes(string path) => EscapePattern().Replace(path, escape => escape.Value.ToUpperInvariant());

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EscapePattern();
}
