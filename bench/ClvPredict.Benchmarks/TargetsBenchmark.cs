using System.Globalization;
using ClvPredict.Decisions.Tests.Targeting;

namespace ClvPredict.Benchmarks;

/// <summary>How often the list earns at least what others of the same cost earn, with known responses.</summary>
internal static class TargetsBenchmark
{
    public const string Usage =
        "targets: profit of the list against other lists of its cost, 100 seeds";

    private const int Customers = 10_000;
    private const int Seeds = 100;

    public static void Run()
    {
        Console.WriteLine("budget,noise,wins_of_100,ours,top_churn,top_clv,random");
        foreach (var noise in new[] { 0.0, 0.5, 1.0 })
        {
            foreach (var share in new[] { 0.1, 0.5, 1.0 })
            {
                var runs = Enumerable
                    .Range(1, Seeds)
                    .Select(seed => CampaignRuns.Run(Customers, share, noise, seed))
                    .ToArray();
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{share},{noise},{runs.Count(r => r.Wins)},{runs.Average(r => r.Ours):F0},{runs.Average(r => r.TopChurn):F0},{runs.Average(r => r.TopClv):F0},{runs.Average(r => r.AtRandom):F0}"
                    )
                );
            }
        }
    }
}
