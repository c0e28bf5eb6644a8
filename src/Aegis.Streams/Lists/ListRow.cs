using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>A row of the table of lists: how far a list is, or how it was closed.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="List">The list.</param>
/// <param name="Status">How far it is; <see langword="null"/>: the row says how it was closed.</param>
/// <param name="Closing">How it was closed; <see langword="null"/>: the row says how far it is.</param>
public sealed record ListRow(string Tenant, string List, ListStatus? Status, ListClosing? Closing);
