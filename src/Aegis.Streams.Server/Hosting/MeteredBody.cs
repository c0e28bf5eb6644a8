using System.IO.Pipelines;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Grpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Streams.Server.Hosting;

/// <summary>The body of a request, which takes what it holds from a share as it comes: length is what a client says, and gRPC says none.</summary>
/// <param name="body">The body.</param>
/// <param name="share">What all bodies may hold.</param>
/// <param name="caller">Whose body it is.</param>
/// <param name="isGrpc">Whether the request is one of gRPC.</param>
/// <param name="unpacked">What was taken from the share for the message once it is unpacked; 0: it comes as it is.</param>
internal sealed class MeteredBody(PipeReader body, FairShare share, string caller, bool isGrpc, long unpacked) : PipeReader, IRequestBodyPipeFeature
{
    // What every request may hold; most never take more.
    private const int FreeBytes = 64 << 10;

    private long _taken;
    private long _unpacked = unpacked;

    /// <summary>Gets a value indicating whether the share had not enough.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Gets a value indicating whether the message came compressed, and nobody has said how large it is.</summary>
    public bool IsPacked => _unpacked > 0;

    PipeReader IRequestBodyPipeFeature.Reader => this;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        Take(result.Buffer.Length);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!body.TryRead(out result)) return false;
        Take(result.Buffer.Length);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    /// <summary>Gives back what the message did not need, now that it is unpacked.</summary>
    /// <param name="size">What it holds, in bytes.</param>
    public void Unpacked(long size)
    {
        if (_unpacked <= size) return;
        share.Return(caller, _unpacked - size);
        _unpacked = size;
    }

    /// <summary>Gives back what was taken; the request is over.</summary>
    public void Release()
    {
        if (_taken + _unpacked > 0) share.Return(caller, _taken + _unpacked);
        (_taken, _unpacked) = (0, 0);
    }

    private void Take(long held)
    {
        var more = held - FreeBytes - _taken;
        if (more <= 0) return;
        IsRefused = !share.TryTake(caller, more);
        if (IsRefused) throw isGrpc ? GrpcStatus.Of(Refusals.Overloaded) : new BadHttpRequestException(Refusals.Overloaded.Message, StatusCodes.Status429TooManyRequests);
        _taken += more;
    }
}
