using Aegis.Streams.Outcome;

namespace Aegis.Streams.Publishing;

/// <summary>Names of reply states in JSON.</summary>
internal static class ReplyStatusNames
{
    public static string? Of(ReplyStatus status) => status switch
    {
        ReplyStatus.Sent => "sent",
        ReplyStatus.NotPermitted => "not_permitted",
        ReplyStatus.UnknownTopic => "unknown_topic",
        ReplyStatus.NotWritable => "not_writable",
        ReplyStatus.TooLarge => "too_large",
        _ => null,
    };

    public static ReplyStatus Parse(string? name) => name switch
    {
        "sent" => ReplyStatus.Sent,
        "not_permitted" => ReplyStatus.NotPermitted,
        "unknown_topic" => ReplyStatus.UnknownTopic,
        "not_writable" => ReplyStatus.NotWritable,
        "too_large" => ReplyStatus.TooLarge,
        _ => ReplyStatus.NotRequested,
    };
}
