using System.Diagnostics.CodeAnalysis;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Header of one field of a Thrift struct; the default value stands before the first field.</summary>
internal readonly record struct ThriftField(int Id, ThriftType Type)
{
    /// <summary>A boolean, whose value is its type.</summary>
    internal bool AsBool()
    {
        if (Type is not (ThriftType.True or ThriftType.False))
            ThrowType(ThriftType.True);
        return Type == ThriftType.True;
    }

    internal void ExpectStruct()
    {
        if (Type != ThriftType.Struct)
            ThrowType(ThriftType.Struct);
    }

    [DoesNotReturn]
    internal void ThrowType(ThriftType expected) =>
        Fault.Throw($"metadata field {Id} has the Thrift type {Type}, expected {expected}");
}
