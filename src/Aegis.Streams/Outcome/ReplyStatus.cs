namespace Aegis.Streams.Outcome;

/// <summary>What became of the copy of a decision that the intent asked for.</summary>
public enum ReplyStatus
{
    /// <summary>The intent named no reply topic.</summary>
    NotRequested,

    /// <summary>The copy is in the transaction of the decision.</summary>
    Sent,

    /// <summary>The allow-list does not permit the topic for the tenant.</summary>
    NotPermitted,

    /// <summary>The topic does not exist.</summary>
    UnknownTopic,

    /// <summary>The topic may not be written.</summary>
    NotWritable,

    /// <summary>The copy is larger than the topic takes.</summary>
    TooLarge,
}
