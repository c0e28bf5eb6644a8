namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>Why a schema registry did not give the ids of the contracts.</summary>
public enum SchemaRegistryFault
{
    /// <summary>Nobody answers at its address, or not in time. Trying again can help.</summary>
    Unreachable,

    /// <summary>It answers, but refuses who asks.</summary>
    Unauthorized,

    /// <summary>An older contract of the same subject forbids this one.</summary>
    Incompatible,

    /// <summary>It does not have a contract, and registering was not permitted.</summary>
    NotRegistered,

    /// <summary>A property is unknown or has a value that the client does not take.</summary>
    InvalidProperty,

    /// <summary>It answered something else. Its log tells more.</summary>
    Refused,
}
