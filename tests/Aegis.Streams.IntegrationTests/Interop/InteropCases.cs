using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>The cases of gRPC's interop service that need neither a cloud nor a caching proxy.</summary>
internal static class InteropCases
{
    public static readonly string[] All =
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream", "custom_metadata", "status_code_and_message", "special_status_message",
        "unimplemented_method", "unimplemented_service", "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server", "client_compressed_unary",
        "client_compressed_streaming", "server_compressed_unary", "server_compressed_streaming",
    ];

    /// <summary>Our own contracts that a client of the facade needs.</summary>
    public static readonly string[] Contracts = ["aegis/v1/decision_call.proto", "aegis/v1/decision_service.proto", "aegis/v1/decision.proto", "aegis/v1/intent.proto"];

    public static string Folder => RepositoryFiles.PathOf("tests", "Aegis.Streams.IntegrationTests", "Interop");

    public static string Protos => Path.Combine(Folder, "Protos");
}
