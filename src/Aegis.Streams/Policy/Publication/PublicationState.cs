namespace Aegis.Streams.Policy.Publication;

/// <summary>What became of a publication.</summary>
public enum PublicationState
{
    /// <summary>It decides.</summary>
    Active,

    /// <summary>It was active, until another one replaced it.</summary>
    Superseded,

    /// <summary>It was never active.</summary>
    Refused,
}
