using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Rego;

/// <summary>Short ways to write policies in their typed form.</summary>
internal static class RegoSample
{
    public static Streams.Policy.Rules.ParameterPath Path(string text) => Streams.Policy.Rules.ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text);

    public static ExactDecimal Number(string text) => ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var number) ? number : throw new ArgumentException(text);

    public static ImmutableArray<NameGlob> Globs(params string[] texts) => [.. texts.Select(text => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException(text))];

    public static ParameterCondition Parameter(string path, params ParameterTest[] tests) => new(Path(path), [.. tests]);

    public static PolicyDocument Document(string name, RuleEffect effect, Condition condition) =>
        new() { Name = name, Rules = [new Streams.Policy.Rules.PolicyRule { Id = $"{name}/r", Effect = effect, When = condition }] };
}
