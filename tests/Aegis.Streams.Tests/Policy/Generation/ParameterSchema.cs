using System.Collections.Immutable;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>The parameters that rules test and calls have, with what they mostly are.</summary>
internal static class ParameterSchema
{
    public static ImmutableArray<(ParameterPath Path, ValueKind Kind)> All { get; } =
    [
        Of("discount", ValueKind.Number),
        Of("quantity", ValueKind.Number),
        Of("price", ValueKind.Number),
        Of("sku", ValueKind.Text),
        Of("currency", ValueKind.Currency),
        Of("note", ValueKind.Text),
        Of("urgent", ValueKind.Boolean),
        Of("customer.country", ValueKind.Text),
        Of("customer.level", ValueKind.Number),
        Of("customer.name.first", ValueKind.Text),
        Of("customer", ValueKind.Object),
        Of("items", ValueKind.Array),
        Of("items[*].sku", ValueKind.Text),
        Of("items[*].quantity", ValueKind.Number),
        Of("items[*].price", ValueKind.Number),
        Of("tags", ValueKind.Array),
        Of("tags[*]", ValueKind.Text),
        Of("matrix[*][*]", ValueKind.Number),
        Of("headers[\"x.y\"]", ValueKind.Text),
        Of("[\"é \\\"😀\"]", ValueKind.Number),
        Of("__entity", ValueKind.Text),
        Of("due", ValueKind.Date),
        Of("ttl", ValueKind.Duration),
        Of("url", ValueKind.Url),
    ];

    public static ValueKind KindOf(ParameterPath path) => All.First(item => item.Path.Equals(path)).Kind;

    private static (ParameterPath Path, ValueKind Kind) Of(string path, ValueKind kind) => (Spelt.Path(path), kind);
}
