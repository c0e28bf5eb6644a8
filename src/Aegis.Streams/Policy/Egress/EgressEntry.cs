namespace Aegis.Streams.Policy.Egress;

/// <summary>Placeholder: Scheme, Host (without `*.`), CoversSubdomains, Port, Path (null: any).</summary>
public sealed record EgressEntry(string Scheme, string Host, bool CoversSubdomains, int Port, string? Path);
