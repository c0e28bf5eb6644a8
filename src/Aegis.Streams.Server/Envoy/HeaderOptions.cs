using Aegis.Streams.Server.Envoy.Protocol;
using Google.Protobuf.Collections;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Sets headers in answers. A value that a header cannot hold is left out: with `validate_mutations` it would make an error of the answer.</summary>
internal static class HeaderOptions
{
    private const int MaxLength = 1024;

    /// <summary>Sets a header in place of all of its name.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">The name, one of ours.</param>
    /// <param name="value">The value; <see langword="null"/>: there is none.</param>
    public static void Set(RepeatedField<HeaderValueOption> headers, string name, string? value)
    {
        if (value is not { Length: > 0 and <= MaxLength } || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value[0] == ' ' || value[^1] == ' ') return;
        headers.Add(new HeaderValueOption
        {
            Header = new HeaderValue { Key = name, Value = value },
            Append = false,
            AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
        });
    }
}
