using System.Diagnostics;
using System.Globalization;
using ClvPredict.Models.Btyd;
using ClvPredict.Training.Btyd;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Times the fits of the purchase models on customers simulated from a Pareto/NBD, first seen evenly over 52 weeks and
/// observed until week 104, in whole days, and the expected orders of all of them. "alike" customers all order at one rate
/// and never leave, which leaves the parameters of the spread open. Prints a line a fit: median and least seconds of the
/// repetitions, after three to warm up, log-likelihood, status and steps.
/// </summary>
internal static class BtydBenchmark
{
    public const string Usage = "btyd [customers=100000] [threads=1] [repetitions=5] [alike]";

    private const double DaysPerWeek = 7;
    private const double LastWeek = 104;

    public static void Run(IReadOnlyList<string> args)
    {
        var count = Number(args, 0, 100_000);
        var options = new FitOptions { Threads = Number(args, 1, 1) };
        var repetitions = Number(args, 2, 5);
        var customers = args is [_, _, _, "alike", ..] ? Alike(count) : Simulate(count);
        Console.WriteLine(
            FormattableString.Invariant(
                $"{count} customers, {customers.Sum(c => c.RepeatOrders + 1)} orders, {customers.Count(c => c.RepeatOrders > 0)} with repeat orders, {customers.Distinct().Count()} distinct, {options.Threads} threads"
            )
        );
        TimeFit("BG/NBD", repetitions, () => BtydFitter.FitBgNbd(customers, options));
        TimeFit("MBG/NBD", repetitions, () => BtydFitter.FitMbgNbd(customers, options));
        var pareto = TimeFit(
            "Pareto/NBD",
            repetitions,
            () => BtydFitter.FitParetoNbd(customers, options)
        );
        var seconds = Time(
            repetitions,
            () => customers.Sum(c => pareto.Model.ExpectedOrders(c, 26))
        );
        Console.WriteLine(
            FormattableString.Invariant(
                $"Pareto/NBD expected orders of all: {seconds.Median:F4} s, {count / seconds.Median:F0} customers a second"
            )
        );
    }

    private static FitResult<TModel> TimeFit<TModel>(
        string name,
        int repetitions,
        Func<FitResult<TModel>> fit
    )
    {
        // The first runs take the time of the compiler on themselves.
        _ = fit();
        _ = fit();
        var result = fit();
        var (median, least) = Time(repetitions, fit);
        Console.WriteLine(
            FormattableString.Invariant(
                $"{name}: {median:F4} s (least {least:F4}), log-likelihood {result.LogLikelihood:F3}, {result.Status}, {result.Iterations} steps, {result.Model}"
            )
        );
        return result;
    }

    private static (double Median, double Least) Time<T>(int repetitions, Func<T> work)
    {
        var seconds = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = work();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return (seconds[repetitions / 2], seconds[0]);
    }

    private static PurchaseStatistics[] Simulate(int count)
    {
        var random = new RandomStream(1, 2, 3, 4);
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
        {
            var rate = random.Gamma(0.8) / 2.4;
            var life = random.Exponential() / (random.Gamma(0.6) / 20);
            customers[i] = Customer(random, rate, life);
        }
        return customers;
    }

    private static PurchaseStatistics[] Alike(int count)
    {
        var random = new RandomStream(5, 6, 7, 8);
        var customers = new PurchaseStatistics[count];
        for (var i = 0; i < count; i++)
            customers[i] = Customer(random, 0.15, double.PositiveInfinity);
        return customers;
    }

    private static PurchaseStatistics Customer(RandomStream random, double rate, double life)
    {
        var age = Math.Floor((LastWeek - 52 * random.Uniform()) * DaysPerWeek);
        var end = Math.Min(age, life * DaysPerWeek);
        var (x, last) = (0, 0.0);
        for (var day = 0.0; ; )
        {
            day += random.Exponential() / rate * DaysPerWeek;
            if (day >= end)
                break;
            // Orders of one day are one.
            if (Math.Ceiling(day) > last)
                (x, last) = (x + 1, Math.Ceiling(day));
        }
        return new PurchaseStatistics(x, last / DaysPerWeek, age / DaysPerWeek);
    }

    private static int Number(IReadOnlyList<string> args, int index, int otherwise) =>
        args.Count > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
