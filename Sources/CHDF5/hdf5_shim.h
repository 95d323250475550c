#pragma once

#include <hdf5.h>

// HDF5's names of types and properties are macros with calls in them, which Swift cannot read.

static inline hid_t hdf5_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t hdf5_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t hdf5_std_i8le(void) { return H5T_STD_I8LE; }
static inline hid_t hdf5_std_i16le(void) { return H5T_STD_I16LE; }
static inline hid_t hdf5_std_i32le(void) { return H5T_STD_I32LE; }
static inline hid_t hdf5_std_i64le(void) { return H5T_STD_I64LE; }
static inline hid_t hdf5_std_u8le(void) { return H5T_STD_U8LE; }
static inline hid_t hdf5_std_u16le(void) { return H5T_STD_U16LE; }
static inline hid_t hdf5_std_u32le(void) { return H5T_STD_U32LE; }
static inline hid_t hdf5_std_u64le(void) { return H5T_STD_U64LE; }
static inline hid_t hdf5_c_s1(void) { return H5T_C_S1; }
static inline hid_t hdf5_link_create(void) { return H5P_LINK_CREATE; }
static inline hid_t hdf5_dataset_create(void) { return H5P_DATASET_CREATE; }

static inline unsigned hdf5_create_new_file(void) { return H5F_ACC_EXCL; }
static inline size_t hdf5_variable_length(void) { return H5T_VARIABLE; }
