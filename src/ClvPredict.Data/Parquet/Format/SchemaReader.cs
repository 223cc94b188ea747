using System.Collections.Immutable;

namespace ClvPredict.Data.Parquet.Format;

/// <summary>Turns the footer's flattened schema tree into leaf columns.</summary>
internal static class SchemaReader
{
    private const int MaxDepth = 64;

    /// <summary>Reads the list of schema elements, the root first, every group followed by its children.</summary>
    internal static ImmutableArray<ParquetColumn> Read(ref ThriftReader reader, ThriftField list)
    {
        var count = reader.ReadListHeader(list, ThriftType.Struct);
        var elements = new List<SchemaElement>();
        for (var i = 0; i < count && !reader.IsExhausted; i++)
            elements.Add(ReadElement(ref reader));
        if (reader.IsExhausted)
            Fault.Throw("the schema ends in the middle of a value");
        if (elements.Count == 0)
            Fault.Throw("the schema is empty");
        var leaves = ImmutableArray.CreateBuilder<ParquetColumn>();
        var next = 1;
        AddChildren(elements, elements[0], ref next, new Position("", 0, false, 0), leaves);
        if (next != elements.Count)
            Fault.Throw($"the schema has {elements.Count - next} elements outside its tree");
        return leaves.ToImmutable();
    }

    private static void AddChildren(
        List<SchemaElement> elements,
        SchemaElement parent,
        ref int next,
        Position position,
        ImmutableArray<ParquetColumn>.Builder leaves
    )
    {
        if (position.Depth > MaxDepth)
            Fault.Throw($"the schema is nested deeper than {MaxDepth} levels");
        for (var i = 0; i < parent.ChildCount; i++)
        {
            if (next >= elements.Count)
                Fault.Throw($"the schema group '{parent.Name}' has fewer children than stated");
            var element = elements[next++];
            if (element.Repetition is < 0 or > 2)
                Fault.Throw($"'{element.Name}' has the unknown repetition {element.Repetition}");
            var here = new Position(
                position.Path.Length == 0 ? element.Name : $"{position.Path}.{element.Name}",
                position.DefinitionLevel + (element.Repetition == 0 ? 0 : 1),
                position.IsRepeated || element.Repetition == 2,
                position.Depth + 1
            );
            if (element.Type is null)
                AddChildren(elements, element, ref next, here, leaves);
            else
                leaves.Add(Leaf(element, here, leaves.Count));
        }
    }

    private static ParquetColumn Leaf(SchemaElement element, Position position, int index)
    {
        if (element.Type is not (>= 0 and <= 7))
            Fault.Throw($"column '{position.Path}' has the unknown physical type {element.Type}");
        var type = (ParquetPhysicalType)element.Type.Value;
        if (type == ParquetPhysicalType.FixedLengthByteArray && element.TypeLength <= 0)
            Fault.Throw($"column '{position.Path}' has values of {element.TypeLength} bytes");
        var column = new ParquetColumn
        {
            Index = index,
            Path = position.Path,
            PhysicalType = type,
            Kind = ParquetKind.Bytes,
            IsRepeated = position.IsRepeated,
            MaxDefinitionLevel = position.DefinitionLevel,
            TypeLength = type == ParquetPhysicalType.FixedLengthByteArray ? element.TypeLength : 0,
        };
        return ColumnMeaning.Of(element, column);
    }

    private static SchemaElement ReadElement(ref ThriftReader reader)
    {
        var element = new SchemaElement { Name = "" };
        var field = default(ThriftField);
        while (reader.NextField(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    element = element with { Type = reader.ReadInt32(field) };
                    break;
                case 2:
                    element = element with { TypeLength = reader.ReadInt32(field) };
                    break;
                case 3:
                    element = element with { Repetition = reader.ReadInt32(field) };
                    break;
                case 4:
                    element = element with { Name = FooterReader.Text(reader.ReadBinary(field)) };
                    break;
                case 5:
                    element = element with { ChildCount = reader.ReadInt32(field) };
                    break;
                case 6:
                    element = element with { ConvertedType = reader.ReadInt32(field) };
                    break;
                case 7:
                    element = element with { Scale = reader.ReadInt32(field) };
                    break;
                case 8:
                    element = element with { Precision = reader.ReadInt32(field) };
                    break;
                case 10:
                    field.ExpectStruct();
                    element = element with { Logical = LogicalType.Read(ref reader) };
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
        return element;
    }

    private readonly record struct Position(
        string Path,
        int DefinitionLevel,
        bool IsRepeated,
        int Depth
    );
}
