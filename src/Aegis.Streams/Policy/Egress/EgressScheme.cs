using System.Buffers;

namespace Aegis.Streams.Policy.Egress;

/// <summary>The schemes of egress targets: any that is followed by `//` and names a host.</summary>
internal static class EgressScheme
{
    /// <summary>Longer than any scheme that is registered and calls a host.</summary>
    private const int MaxLength = 32;

    private static readonly SearchValues<byte> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    /// <summary>Checks a scheme in lower case.</summary>
    public static EgressFault Check(ReadOnlySpan<byte> scheme)
    {
        if (scheme.Length is 0 or > MaxLength || !IsLetter(scheme[0]) || scheme.ContainsAnyExcept(Characters)) return EgressFault.NoScheme;
        return ReachesNoHost(scheme) ? EgressFault.SchemeWithoutHost : EgressFault.None;
    }

    /// <summary>Returns the port that a scheme stands for; 0: it must be written.</summary>
    public static int DefaultPort(ReadOnlySpan<byte> scheme) =>
        scheme.SequenceEqual("https"u8) || scheme.SequenceEqual("wss"u8) ? 443
        : scheme.SequenceEqual("http"u8) || scheme.SequenceEqual("ws"u8) ? 80
        : 0;

    private static bool IsLetter(byte character) => character is >= (byte)'a' and <= (byte)'z';

    /// <summary>Their readers take what follows `//` for a file, a script or a comment, whatever it looks like.</summary>
    private static bool ReachesNoHost(ReadOnlySpan<byte> scheme) =>
        scheme.SequenceEqual("file"u8) || scheme.SequenceEqual("filesystem"u8)
        || scheme.SequenceEqual("data"u8) || scheme.SequenceEqual("blob"u8) || scheme.SequenceEqual("about"u8)
        || scheme.SequenceEqual("javascript"u8) || scheme.SequenceEqual("vbscript"u8)
        || scheme.SequenceEqual("mailto"u8) || scheme.SequenceEqual("news"u8)
        || scheme.SequenceEqual("urn"u8) || scheme.SequenceEqual("uuid"u8)
        || scheme.SequenceEqual("jar"u8) || scheme.SequenceEqual("view-source"u8);
}
