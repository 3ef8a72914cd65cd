import { Writer } from 'protobufjs/minimal';

/** Numbers of `TensorProto.DataType`. */
export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type Element = keyof typeof ELEMENT;
export const ELEMENT_BYTES: Record<Element, number> = { float: 4, uint8: 1, int8: 1, int32: 4, int64: 8 };

export const MICROSOFT = 'com.microsoft';
const OPSET = 17;
const IR_VERSION = 9;
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;
const EXTERNAL = 1;

export type Attribute = number | number[] | { float: number };

export interface Node {
  type: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, Attribute>;
}

export interface Tensor {
  name: string;
  element: Element;
  dims: number[];
  /** Its bytes, or where they are in a file beside the model. */
  data: Uint8Array | { location: string; offset: number; bytes: number };
}

export interface Value {
  name: string;
  element: Element;
  /** Names stand for sizes that are known only at run time. */
  dims: (number | string)[];
}

export interface Graph {
  nodes: Node[];
  initialisers: Tensor[];
  inputs: Value[];
  outputs: Value[];
}

/** The bytes of an ONNX file. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
export function encodeModel(graph: Graph): Uint8Array {
  const writer = Writer.create();
  integer(writer, 1, IR_VERSION);
  message(writer, 7, () => writeGraph(writer, graph));
  message(writer, 8, () => integer(writer, 2, OPSET));
  message(writer, 8, () => {
    text(writer, 1, MICROSOFT);
    integer(writer, 2, 1);
  });
  return writer.finish();
}

function writeGraph(writer: Writer, { nodes, initialisers, inputs, outputs }: Graph): void {
  for (const node of nodes) message(writer, 1, () => writeNode(writer, node));
  text(writer, 2, 'switchyard');
  for (const tensor of initialisers) message(writer, 5, () => writeTensor(writer, tensor));
  for (const value of inputs) message(writer, 11, () => writeValue(writer, value));
  for (const value of outputs) message(writer, 12, () => writeValue(writer, value));
}

function writeNode(writer: Writer, { type, domain, inputs, outputs, attributes }: Node): void {
  for (const name of inputs) text(writer, 1, name);
  for (const name of outputs) text(writer, 2, name);
  text(writer, 4, type);
  for (const [name, value] of Object.entries(attributes)) message(writer, 5, () => writeAttribute(writer, name, value));
  if (domain) text(writer, 7, domain);
}

function writeAttribute(writer: Writer, name: string, value: Attribute): void {
  text(writer, 1, name);
  if (typeof value === 'number') {
    integer(writer, 3, value);
    integer(writer, 20, ATTRIBUTE.int);
  } else if (Array.isArray(value)) {
    for (const each of value) integer(writer, 8, each);
    integer(writer, 20, ATTRIBUTE.ints);
  } else {
    writer.uint32(tag(2, 5)).float(value.float);
    integer(writer, 20, ATTRIBUTE.float);
  }
}

function writeTensor(writer: Writer, { name, element, dims, data }: Tensor): void {
  for (const dim of dims) integer(writer, 1, dim);
  integer(writer, 2, ELEMENT[element]);
  text(writer, 8, name);
  if (data instanceof Uint8Array) {
    writer.uint32(tag(9, 2)).bytes(data);
    return;
  }
  const entries = { location: data.location, offset: String(data.offset), length: String(data.bytes) };
  for (const [key, value] of Object.entries(entries)) {
    message(writer, 13, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  }
  integer(writer, 14, EXTERNAL);
}

function writeValue(writer: Writer, { name, element, dims }: Value): void {
  text(writer, 1, name);
  message(writer, 2, () => {
    message(writer, 1, () => {
      integer(writer, 1, ELEMENT[element]);
      message(writer, 2, () => dims.forEach((dim) => writeDimension(writer, dim)));
    });
  });
}

function writeDimension(writer: Writer, dim: number | string): void {
  message(writer, 1, () => {
    if (typeof dim === 'number') integer(writer, 1, dim);
    else text(writer, 2, dim);
  });
}

const tag = (field: number, wireType: 0 | 2 | 5): number => (field << 3) | wireType;

function integer(writer: Writer, field: number, value: number): void {
  writer.uint32(tag(field, 0)).int64(value);
}

function text(writer: Writer, field: number, value: string): void {
  writer.uint32(tag(field, 2)).string(value);
}

function message(writer: Writer, field: number, write: () => void): void {
  writer.uint32(tag(field, 2)).fork();
  write();
  writer.ldelim();
}
