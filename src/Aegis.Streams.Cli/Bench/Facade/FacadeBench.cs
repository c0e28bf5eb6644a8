namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>One run of `aegis bench facade`.</summary>
/// <param name="run">The run.</param>
/// <param name="plan">What it does.</param>
/// <param name="other">The facade that is asked, and the token; <see langword="null"/>: one that the run starts.</param>
internal sealed class FacadeBench(CommandRun run, FacadeBenchPlan plan, (Uri Address, string Token)? other)
{
    /// <summary>The floor's name in results.</summary>
    public const string Echo = "echo";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("aegis-bench-");
        try
        {
            using var own = other is null ? FacadeProcess.Start(run, folder.FullName) : null;
            var (address, token) = other ?? (own!.Address, own.Token);
            using var facade = new GrpcTarget(address, token, plan.Connections);
            using var opa = plan.Opa is { } program ? await OpaTarget.StartAsync(run, program, folder.FullName).ConfigureAwait(false) : null;
            var report = new FacadeBenchReport(run);
            var errors = 0L;
            foreach (var mode in plan.Modes) errors += await MeasureAsync(mode, facade, token, opa, report).ConfigureAwait(false);
            report.Finish();
            return errors == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<long> MeasureAsync(string mode, GrpcTarget facade, string token, OpaTarget? opa, FacadeBenchReport report)
    {
        var answer = await facade.AwaitAnswerAsync(mode, run.Stopping).ConfigureAwait(false);
        using var echoProcess = new WatchedProcess("the echo", OwnProgram.Start("bench", EchoHost.Verb), Convert.ToBase64String(answer) + "\n");
        using var echo = new GrpcTarget(new Uri(echoProcess.WaitFor(EchoHost.ListensOn)[EchoHost.ListensOn.Length..]), token, plan.Connections);
        var loops = new List<(string Name, OpenLoop Loop)> { ("facade", Loop(facade, mode)), (Echo, Loop(echo, mode)) };
        if (opa is not null && mode == BenchQuestion.Read) loops.Add(("opa", new OpenLoop(_ => opa.AskAsync())));
        var errors = 0L;
        foreach (var rate in plan.Rates)
        {
            run.Talk.Note(FormattableString.Invariant($"{mode} at {rate:N0}/s: {plan.Rounds} rounds of {plan.Measured.TotalSeconds:0.#} s each"));
            var measures = loops.ConvertAll(loop => new TargetMeasure(loop.Name, loop.Loop));
            foreach (var measure in measures) measure.WarmUp(rate, WarmUp, run.Stopping);
            for (var round = 0; round < plan.Rounds; round++)
            {
                // Neighbours in time, each the first one in turn.
                foreach (var index in Enumerable.Range(0, measures.Count)) measures[(index + round) % measures.Count].Round(rate, plan.Measured, run.Stopping);
            }

            report.Add(mode, rate, measures);
            errors += measures.Sum(measure => measure.Errors);
        }

        return errors;
    }

    private static OpenLoop Loop(GrpcTarget target, string mode) => new(async number => BenchQuestion.IsRight(await target.AskAsync(mode, number).ConfigureAwait(false)));
}
