using System.Runtime.CompilerServices;

namespace ClvPredict.Data.Columns;

/// <summary>Values of columns as whole numbers of 64 bits, and back.</summary>
internal static class ColumnValue
{
    private const long GreatestWhole = 1_000_000_000;
    private const long NaN = -GreatestWhole - 1;

    /// <summary>The number that stands for a value of a column of int, long, bool or double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long ToLong<T>(T value)
        where T : struct
    {
        if (typeof(T) == typeof(int))
            return (int)(object)value;
        if (typeof(T) == typeof(long))
            return (long)(object)value;
        if (typeof(T) == typeof(bool))
            return (bool)(object)value ? 1 : 0;
        if (typeof(T) == typeof(double))
            return OfDouble((double)(object)value);
        throw new NotSupportedException($"There are no columns of {typeof(T)}.");
    }

    /// <summary>The value that a number stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T FromLong<T>(long number)
        where T : struct
    {
        if (typeof(T) == typeof(int))
            return (T)(object)(int)number;
        if (typeof(T) == typeof(long))
            return (T)(object)number;
        if (typeof(T) == typeof(bool))
            return (T)(object)(number != 0);
        return (T)(object)ToDouble(number);
    }

    /// <summary>Whole numbers stand for themselves and take few bytes, others are their bits. The bits of numbers as near to
    /// zero as 5e-315 would look like whole numbers: these count as zero.</summary>
    internal static long OfDouble(double value)
    {
        if (double.IsNaN(value))
            return NaN;
        var whole = (long)Math.Clamp(value, -GreatestWhole, GreatestWhole);
        if (whole == value)
            return whole;
        var bits = BitConverter.DoubleToInt64Bits(value);
        return Math.Abs(value) < 1e-300 ? 0 : bits;
    }

    internal static double ToDouble(long number)
    {
        if (number is < NaN or > GreatestWhole)
            return BitConverter.Int64BitsToDouble(number);
        return number == NaN ? double.NaN : number;
    }
}
