namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>What a parameter mostly is.</summary>
internal enum ValueKind
{
    Number,
    Text,
    Boolean,
    Currency,
    Date,
    Duration,
    Url,
    Object,
    Array,
}
