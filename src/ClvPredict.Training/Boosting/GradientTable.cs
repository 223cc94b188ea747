using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// The gradients of one round as integers, so that their sums are exact: independent of order and thread count, and with
/// a parent minus one child equal to the other child. Each row is a pair of int64: the gradient in units of
/// <see cref="GradientUnit"/>; and the hessian in units of <see cref="HessianUnit"/>, shifted left over a count of 1.
/// A sum of pairs is a sum of gradients, of hessians and of rows.
/// </summary>
/// <remarks>
/// The units are powers of two chosen so that no sum can overflow. For 160,000 rows the average gradient has 43
/// bits and the average hessian 26; for 10 million 37 and 14.
/// </remarks>
internal sealed class GradientTable
{
    private const int GradientBits = 61;
    private const int HessianAndCountBits = 61;
    private const int BlockRows = 8192;

    private readonly Vector128<long>[] _pairs;
    private readonly double[] _gradientSizes;
    private readonly double[] _hessianSizes;

    public GradientTable(int rows)
    {
        _pairs = new Vector128<long>[rows];
        CountBits = BitOperations.Log2((uint)rows) + 1;
        var blocks = (rows + BlockRows - 1) / BlockRows;
        _gradientSizes = new double[blocks];
        _hessianSizes = new double[blocks];
    }

    /// <summary>One pair a row.</summary>
    public ReadOnlySpan<Vector128<long>> Pairs => _pairs;

    /// <summary>Bits of the second integer that hold the count of rows.</summary>
    public int CountBits { get; }

    /// <summary>What 1 in the first integer stands for.</summary>
    public double GradientUnit { get; private set; } = 1;

    /// <summary>What 1 above the count in the second integer stands for.</summary>
    public double HessianUnit { get; private set; } = 1;

    /// <summary>Takes the gradients and hessians of a round.</summary>
    /// <exception cref="InvalidOperationException">One is not finite.</exception>
    public void Fill(float[] gradients, float[] hessians, WorkCrew crew)
    {
        crew.RunBlocks(
            _pairs.Length,
            BlockRows,
            (start, end) =>
            {
                _gradientSizes[start / BlockRows] = SumOfSizes(
                    gradients.AsSpan(start, end - start)
                );
                _hessianSizes[start / BlockRows] = SumOfSizes(hessians.AsSpan(start, end - start));
            }
        );
        GradientUnit = Unit(_gradientSizes, GradientBits);
        HessianUnit = Unit(_hessianSizes, HessianAndCountBits - CountBits);
        crew.RunBlocks(
            _pairs.Length,
            BlockRows,
            (start, end) => Convert(gradients, hessians, start, end)
        );
    }

    /// <summary>The gradient sum of a sum of pairs.</summary>
    public double Gradient(Vector128<long> sums) => sums[0] * GradientUnit;

    /// <summary>The hessian sum of a sum of pairs.</summary>
    public double Hessian(Vector128<long> sums) => (sums[1] >> CountBits) * HessianUnit;

    /// <summary>The number of rows in a sum of pairs.</summary>
    public int Count(Vector128<long> sums) => (int)(sums[1] & ((1L << CountBits) - 1));

    private static double SumOfSizes(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += Math.Abs(value);
        return sum;
    }

    /// <summary>The power of two in which the sum takes at most the given number of bits.</summary>
    private static double Unit(double[] sizes, int bits)
    {
        var sum = 0.0;
        foreach (var size in sizes)
            sum += size;
        if (!double.IsFinite(sum))
            throw new InvalidOperationException(
                "gradients overflow float32: scale the labels or weights down, or bound the leaves by MaxLeafStep"
            );
        // The next power of two above the sum, over 2^bits; never so small that its inverse overflows.
        return sum == 0 ? 1 : Math.ScaleB(1, Math.Max(Math.ILogB(sum) + 1 - bits, -900));
    }

    private void Convert(float[] gradients, float[] hessians, int start, int end)
    {
        var (gradientScale, hessianScale) = (1 / GradientUnit, 1 / HessianUnit);
        var g = gradients.AsSpan(start, end - start);
        var h = hessians.AsSpan(start, g.Length);
        var pairs = MemoryMarshal.Cast<Vector128<long>, long>(_pairs.AsSpan(start, g.Length));
        // Number by number: without AVX-512 a vector of int64 is put together through memory. The units keep both in range.
        for (var i = 0; i < g.Length; i++)
        {
            var gradient = double.ConvertToIntegerNative<long>(Math.Round(g[i] * gradientScale));
            var hessian = double.ConvertToIntegerNative<long>(Math.Round(h[i] * hessianScale));
            pairs[2 * i] = gradient;
            pairs[2 * i + 1] = (hessian << CountBits) + 1;
        }
    }
}
