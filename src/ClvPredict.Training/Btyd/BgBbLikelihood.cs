using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Likelihood of the BG/BB; parameters α, β, γ, δ. Rows hold the purchases x, the last of them t_x and the opportunities n.
/// </summary>
internal sealed class BgBbLikelihood(CustomerRuns runs, int threads) : RunLikelihood(runs, threads)
{
    /// <inheritdoc/>
    public override int ParameterCount => 4;

    /// <inheritdoc/>
    protected override void AddRun(
        ReadOnlySpan<double> parameters,
        double count,
        double customers,
        Span<double> total
    )
    {
        var alpha = parameters[0];
        total[0] += customers * SpecialFunctions.LogRisingFactorial(alpha, count);
        total[1] += customers * alpha * SpecialFunctions.DigammaDifference(alpha, count);
    }

    /// <inheritdoc/>
    protected override void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    )
    {
        var lasts = Runs.First(piece);
        var opportunities = Runs.Second(piece);
        var weights = Runs.Weight(piece);
        Span<double> row = stackalloc double[5];
        for (var i = 0; i < lasts.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            row.Clear();
            AddUpToLast(parameters, piece.Count, lasts[i], row);
            AddSilence(parameters, piece.Count, lasts[i], opportunities[i], row);
            total[0] += weights[i] * row[0];
            for (var j = 0; j < 4; j++)
                total[1 + j] += weights[i] * parameters[j] * row[1 + j];
        }
    }

    private static void AddUpToLast(
        ReadOnlySpan<double> parameters,
        double x,
        double last,
        Span<double> row
    )
    {
        var (alpha, beta, gamma, delta) = (
            parameters[0],
            parameters[1],
            parameters[2],
            parameters[3]
        );
        row[0] +=
            SpecialFunctions.LogRisingFactorial(beta, last - x)
            - SpecialFunctions.LogRisingFactorial(alpha + beta, last)
            + SpecialFunctions.LogRisingFactorial(delta, last)
            - SpecialFunctions.LogRisingFactorial(gamma + delta, last);
        var slopeBuys = SpecialFunctions.DigammaDifference(alpha + beta, last);
        var slopeStays = SpecialFunctions.DigammaDifference(gamma + delta, last);
        row[1] -= slopeBuys;
        row[2] += SpecialFunctions.DigammaDifference(beta, last - x) - slopeBuys;
        row[3] -= slopeStays;
        row[4] += SpecialFunctions.DigammaDifference(delta, last) - slopeStays;
    }

    /// <summary>
    /// ln of the sum over when the customer left: before opportunity last + 1, … n, or not yet; and the means of the
    /// derivatives of the terms' logs under it.
    /// </summary>
    private static void AddSilence(
        ReadOnlySpan<double> parameters,
        double x,
        double last,
        double opportunities,
        Span<double> row
    )
    {
        var (alpha, beta, gamma, delta) = (
            parameters[0],
            parameters[1],
            parameters[2],
            parameters[3]
        );
        var (there, sum) = (1.0, 0.0);
        // Derivatives of ln(there).
        var (slopeAlpha, slopeBeta, slopeGamma, slopeDelta) = (0.0, 0.0, 0.0, 0.0);
        var (sumAlpha, sumBeta, sumGamma, sumDelta) = (0.0, 0.0, 0.0, 0.0);
        void Add(double term, double extraGamma, double extraDelta)
        {
            sum += term;
            sumAlpha += term * slopeAlpha;
            sumBeta += term * slopeBeta;
            sumGamma += term * (slopeGamma + extraGamma);
            sumDelta += term * (slopeDelta + extraDelta);
        }

        for (var t = last; t < opportunities; t++)
        {
            var (buys, stays) = (1 / (alpha + beta + t), 1 / (gamma + delta + t));
            Add(there * (gamma * stays), 1 / gamma - stays, -stays);
            there *= (beta + t - x) * buys * ((delta + t) * stays);
            slopeAlpha -= buys;
            slopeBeta += 1 / (beta + t - x) - buys;
            slopeGamma -= stays;
            slopeDelta += 1 / (delta + t) - stays;
        }
        Add(there, 0, 0);
        row[0] += Math.Log(sum);
        row[1] += sumAlpha / sum;
        row[2] += sumBeta / sum;
        row[3] += sumGamma / sum;
        row[4] += sumDelta / sum;
    }
}
