using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes values of the policy language from their spelling.</summary>
internal static class Spelt
{
    public static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException($"`{text}` is no path.", nameof(text));

    public static NameGlob Glob(string text) => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException($"`{text}` is no pattern of names.", nameof(text));

    public static ExactDecimal Number(string text) =>
        ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var number) ? number : throw new ArgumentException($"`{text}` is no number.", nameof(text));

    public static Pattern Pattern(string text) =>
        Streams.Policy.Patterns.Pattern.TryParse(text, out var pattern, out var fault) ? pattern : throw new ArgumentException(fault.Message, nameof(text));

    public static EgressAllowList AllowList(params IEnumerable<string> entries) =>
        new([.. entries.Select(text => EgressEntry.TryParse(text, out var entry, out var fault) ? entry : throw new ArgumentException(fault, nameof(entries)))]);
}
