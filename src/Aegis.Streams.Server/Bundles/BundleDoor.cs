using System.Text.Json;
using Aegis.Streams.Policy;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Aegis.Streams.Server.Bundles;

/// <summary>
/// The bundle service that Open Policy Agents follow: the active policies as `aegis policy build` writes them, at once or when they change. Never an approximation: policies that
/// Rego cannot say are refused, and an agent keeps the bundle that it has.
/// </summary>
internal sealed class BundleDoor : IDisposable
{
    /// <summary>Where the bundle is.</summary>
    public const string Path = "/v1/bundles/policy";

    /// <summary>The content type by which a service says that requests may wait.</summary>
    public const string ContentType = "application/vnd.openpolicyagent.bundles";

    private const string Door = "bundles";

    private readonly BundleOptions? _options;
    private readonly BundleSource? _source;
    private readonly FairShare _waits;
    private readonly CallDecider _decider;
    private readonly FacadeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Initializes the door.</summary>
    /// <param name="options">How policies are served; <see langword="null"/>: they are not, and who asks is told so.</param>
    /// <param name="policy">Finds those that are active.</param>
    /// <param name="decider">Says when nothing more is taken.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public BundleDoor(BundleOptions? options, Func<PolicySnapshot?> policy, CallDecider decider, FacadeMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_options, _decider, _metrics, _time, _logger) = (options, decider, metrics, time, logger);
        _source = options is null ? null : new BundleSource(options, policy, time);
        _waits = new FairShare(options?.MaxWaits ?? 1);
        if (_source is not null) decider.DrainBegan += _source.Close;
    }

    /// <summary>Gets how many requests wait for a change.</summary>
    public int Waiting => (int)_waits.Held;

    /// <summary>Adds the door's path.</summary>
    public void MapTo(IEndpointRouteBuilder routes) => routes.MapGet(Path, AnswerAsync);

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var caller = CallerAuthentication.CallerOf(context);
        var refusal = !caller.MayFetchBundles ? BundleRefusals.NotPermitted
            : _source is null ? BundleRefusals.NotServed
            : _decider.IsDraining ? Refusals.NotReady
            : null;
        if (refusal is null) refusal = await AnswerAsync(context, _source!, caller.Name).ConfigureAwait(false);
        if (refusal is null) return;
        _metrics.Refused(refusal, Door);
        await RefusalWriter.WriteProblemAsync(context, refusal).ConfigureAwait(false);
    }

    private async Task<CallRefusal?> AnswerAsync(HttpContext context, BundleSource source, string caller)
    {
        var (edition, superseded) = source.Current();
        var wait = LongPoll.WaitOf(context.Request.Headers["Prefer"], _options!.LongestWait);
        if (edition.Revision is not null && wait > TimeSpan.Zero && IsHeld(context.Request, edition))
        {
            if (!_waits.TryTake(caller)) return Refusals.Overloaded;
            try
            {
                await WaitAsync(wait, superseded, context.RequestAborted).ConfigureAwait(false);
            }
            finally
            {
                _waits.Return(caller);
            }

            (edition, _) = source.Current();
        }

        if (edition.Revision is not { } revision) return BundleRefusals.NoPolicy;
        context.Response.Headers.ETag = edition.Tag.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        if (!IsHeld(context.Request, edition)) return await WriteAsync(context, edition, revision, caller).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        _metrics.BundleAnswered(isNew: false);
        return null;
    }

    private async Task<CallRefusal?> WriteAsync(HttpContext context, BundleEdition edition, string revision, string caller)
    {
        if (edition.Content is not { Bytes: { } bytes })
        {
            await RefuseAsync(context, edition.Content.Refusals, revision).ConfigureAwait(false);
            return null;
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        _metrics.BundleAnswered(isNew: true);
        _logger.BundleServed(revision, caller);
        return null;
    }

    private Task RefuseAsync(HttpContext context, IReadOnlyList<ExportRefusal> refusals, string revision)
    {
        _metrics.Refused(BundleRefusals.Inexpressible, Door);
        _logger.BundleRefused(revision, refusals.Count, refusals[0].RuleId);

        // The tag stands for a bundle, and there is none.
        context.Response.Headers.Remove(HeaderNames.ETag);
        return RefusalWriter.WriteProblemAsync(context, StatusCodes.Status409Conflict, BundleRefusals.Inexpressible, json => WriteRules(json, refusals));
    }

    private static void WriteRules(Utf8JsonWriter json, IReadOnlyList<ExportRefusal> refusals)
    {
        json.WriteStartArray("rules");
        foreach (var refusal in refusals)
        {
            json.WriteStartObject();
            json.WriteString("rule", refusal.RuleId);
            json.WriteString("reason", refusal.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Waits for a change as long as somebody is there to hear of it.</summary>
    private async Task WaitAsync(TimeSpan wait, CancellationToken superseded, CancellationToken aborted)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(superseded, aborted);

        // Yields, so that whoever says the change does not also write all the answers.
        await Task.Delay(wait, _time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        aborted.ThrowIfCancellationRequested();
    }

    /// <summary>Says whether the client holds an edition already (RFC 9110 section 13.1.2). A tag that cannot be read, such as the empty one of an agent without a bundle, is none.</summary>
    private static bool IsHeld(HttpRequest request, BundleEdition edition) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var held) && held.Any(tag => tag.Compare(edition.Tag, useStrongComparison: false) || tag.Equals(EntityTagHeaderValue.Any));
}
