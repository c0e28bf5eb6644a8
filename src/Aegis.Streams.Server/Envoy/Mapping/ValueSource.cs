namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Where a value of an intent comes from: always one place, so that nothing can stand in for another.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Text">The constant, the name in that place, or the pattern of a principal.</param>
internal sealed record ValueSource(SourceKind Kind, string Text)
{
    /// <summary>Gets what to call it in a message: names are the operator's, so none is data.</summary>
    public string Words => Kind switch
    {
        SourceKind.Path => $"the segment {{{Text}}} of the path",
        SourceKind.Header => $"the header {Text}",
        SourceKind.Extension => $"the context extension {Text}",
        SourceKind.Principal => "the principal of the source",
        SourceKind.Body => $"the member {Text} of the body",
        SourceKind.Query => $"the parameter {Text} of the query",
        _ => "the mapping",
    };
}
