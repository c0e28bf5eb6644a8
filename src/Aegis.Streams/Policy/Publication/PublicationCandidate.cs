namespace Aegis.Streams.Policy.Publication;

/// <summary>A publication that is in the log once, whatever its record's copies: its key is unknown or signed it.</summary>
internal sealed class PublicationCandidate(PolicyPublication publication, long offset)
{
    private PublicationState _state = PublicationState.Refused;

    public PolicyPublication Publication => publication;

    public long Offset => offset;

    /// <summary>Gets why it is refused; <see langword="null"/>: it is or was active, or not judged yet.</summary>
    public string? RefusalCode { get; private set; }

    public string? Detail { get; private set; }

    public bool IsActive => _state == PublicationState.Active;

    public void Activate() => (_state, RefusalCode, Detail) = (PublicationState.Active, null, null);

    public void Supersede() => _state = PublicationState.Superseded;

    public void Refuse(string code, string? detail) => (_state, RefusalCode, Detail) = (PublicationState.Refused, code, detail);

    public PublicationEntry ToEntry() => new(offset, publication.Id, publication, _state, RefusalCode, Detail);
}
