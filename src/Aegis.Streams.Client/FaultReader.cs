using System.Net.Sockets;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>Reads how a call failed: from what the facade says, else from how the transport ended.</summary>
internal static class FaultReader
{
    private const string Domain = "aegis.streams";
    private const long RefusedStream = 7;
    private const int MaxText = 512;

    /// <summary>Reads a failed call.</summary>
    public static DecisionFault Read(RpcException fault, CallOptions call)
    {
        if (Detailed(fault) is { } detailed) return detailed;
        if (fault.StatusCode is StatusCode.Cancelled && call.CancellationToken.IsCancellationRequested) return GivenUp(neverBegan: false, attempts: 0);

        // A call that ends with its deadline may show as cancelled, by whoever was first.
        if (fault.StatusCode is StatusCode.DeadlineExceeded || (fault.StatusCode is StatusCode.Cancelled && DateTime.UtcNow >= call.Deadline)) return TooLate(attempts: 0);
        var code = fault.StatusCode is StatusCode.Unavailable ? ClientCodes.Unavailable : ClientCodes.Refused;
        var status = fault.StatusCode is StatusCode.OK ? StatusCode.Unknown : fault.StatusCode;
        return IsUnsent(fault.Status.DebugException)
            ? new DecisionFault(status, code, $"No facade could be reached at the address: {Shorten(Innermost(fault.Status.DebugException!).Message)}") { NeverBegan = true }
            : new DecisionFault(status, code, Shorten(fault.Status.Detail));
    }

    public static DecisionFault TooLate(int attempts) =>
        new(StatusCode.DeadlineExceeded, ClientCodes.DeadlineExceeded, "The deadline passed before the answer; an idempotent request may be made again and gets the decision that was made.") { Attempts = attempts };

    public static DecisionFault GivenUp(bool neverBegan, int attempts) =>
        new(StatusCode.Cancelled, ClientCodes.Cancelled, "The caller gave up before the answer.") { NeverBegan = neverBegan, Attempts = attempts };

    /// <summary>Reads the details; <see langword="null"/>: there are none, or not of a facade.</summary>
    private static DecisionFault? Detailed(RpcException fault)
    {
        try
        {
            // Details of another code than the call's are not believed.
            if (fault.GetRpcStatus() is not { } status || status.Code != (int)fault.StatusCode || status.Code == 0) return null;
            if (status.GetDetail<ErrorInfo>() is not { Domain: Domain, Reason.Length: > 0 } info) return null;
            var pause = status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
            return new DecisionFault(fault.StatusCode, Shorten(info.Reason), Shorten(status.Message))
            {
                Path = info.Metadata.TryGetValue("path", out var path) ? Shorten(path) : null,
                RetryAfter = pause > TimeSpan.Zero ? pause : null,

                // With a pause both are said before anything is begun; without one, a door may have failed in the middle.
                NeverBegan = pause is not null && (info.Reason is "facade.overloaded" or "facade.not_ready"),
            };
        }
        catch (Exception broken) when (broken is InvalidProtocolBufferException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Says whether a request certainly did not arrive: nothing was connected, or the server said that it did not look at the stream (RFC 9113, REFUSED_STREAM).</summary>
    private static bool IsUnsent(Exception? fault) => fault switch
    {
        null => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => true,
        HttpProtocolException { ErrorCode: RefusedStream } => true,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain } => true,
        _ => IsUnsent(fault.InnerException),
    };

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;

    private static string Shorten(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
